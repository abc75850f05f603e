using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>The <c>loop_control</c> of a task. The label is rendered anew for each item.</summary>
internal sealed record LoopControl(string ItemName)
{
    public string? IndexName { get; init; }

    public object? Label { get; init; }

    public bool HasLabel { get; init; }

    public TimeSpan Pause { get; init; }

    public bool IsExtended { get; init; }

    public bool ShowsAllItems { get; init; } = true;

    public object? BreakWhen { get; init; }

    public static LoopControl Of(TaskScope scope)
    {
        if (scope.Task.Config.LoopControl is not { } written) return new LoopControl("item");
        object? Value(string name) => written.TryGet(name, out var value) ? scope.Render(value) : null;
        return new LoopControl(Value("loop_var") is { } item ? PyText.Str(item) : "item")
        {
            IndexName = Value("index_var") is { } index ? PyText.Str(index) : null,
            HasLabel = written.TryGet("label", out var label),
            Label = label,
            Pause = Value("pause") switch { long seconds => TimeSpan.FromSeconds(seconds), double seconds => TimeSpan.FromSeconds(seconds), _ => TimeSpan.Zero },
            IsExtended = KeywordValues.Boolean(Value("extended")) ?? false,
            ShowsAllItems = KeywordValues.Boolean(Value("extended_allitems")) ?? true,
            BreakWhen = written.TryGet("break_when", out var condition) ? condition : null,
        };
    }

    /// <summary>The variable <c>ansible_loop</c> for one item.</summary>
    public PyDict Extended(IReadOnlyList<object?> items, int index)
    {
        var values = new PyDict
        {
            ["index"] = (long)index + 1,
            ["index0"] = (long)index,
            ["first"] = index == 0,
            ["last"] = index + 1 == items.Count,
            ["length"] = (long)items.Count,
            ["revindex"] = (long)items.Count - index,
            ["revindex0"] = (long)items.Count - index - 1,
        };
        if (ShowsAllItems) values["allitems"] = new PyList(items);
        if (index + 1 < items.Count) values["nextitem"] = items[index + 1];
        if (index > 0) values["previtem"] = items[index - 1];
        return values;
    }
}
