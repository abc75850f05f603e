using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>The variables of one task on one host, with what the task itself adds on the way: its loop's item, results so far, facts just set.</summary>
internal sealed class TaskScope
{
    private readonly Templar _templar;
    private readonly PyDict _local = new();
    private TemplateVariables? _variables;

    public TaskScope(Templar templar, VariableScope outer, TaskNode task, string host)
    {
        (_templar, Task, Host) = (templar, task, host);
        Raw = outer.With(_local);
    }

    public TaskNode Task { get; }

    public string Host { get; }

    /// <summary>The variables as they were set.</summary>
    public VariableScope Raw { get; }

    public Templar Templar => _templar;

    /// <summary>The variables as templates see them. Made anew after each change, for it remembers what it has rendered.</summary>
    public TemplateVariables Variables => _variables ??= new TemplateVariables(_templar, Raw);

    public void Set(string name, object? value)
    {
        _local[name] = value;
        _variables = null;
    }

    public void Remove(string name)
    {
        if (_local.Remove(name)) _variables = null;
    }

    public void SetAll(PyDict values)
    {
        if (values.Count == 0) return;
        _local.Update(values);
        _variables = null;
    }

    /// <summary>From now on, what the host does not say of how it is reached is that which the delegate says, if there is one.</summary>
    public void Reach(TaskScope? other)
    {
        foreach (var layer in Raw.Layers.OfType<ConnectionLayer>()) layer.Delegate = other;
        _variables = null;
    }

    public object? Render(object? value) => _templar.Render(value, Variables);

    public string? RenderText(object? value) => Render(value) is { } rendered ? PyText.Str(rendered) : null;

    /// <summary>Whether a rendered value is the one of the variable <c>omit</c>.</summary>
    public bool IsOmitted(object? value) => value is string text && text.StartsWith(Omission.Prefix, StringComparison.Ordinal) && Raw.TryGet("omit", out var token) && Equals(token, text);

    /// <summary>The same variables for another task in the place of this one.</summary>
    public TaskScope With(TaskNode task) => new(_templar, Raw, task, Host);

    public bool Holds(object? condition) => _templar.Holds(condition, Variables);

    /// <summary>A variable's rendered value, or null where it is not defined.</summary>
    public object? Variable(string name) => Variables.TryGet(name, out var value) ? (value is Undefined ? null : value) : null;
}
