using System.Runtime.CompilerServices;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// The variables of one task on one host as templates see them: text that holds a template is rendered when it is asked for, and once.
/// Meant for one thread at a time; a task with other variables has another.
/// </summary>
public sealed class TemplateVariables : IPyMapping
{
    private readonly Dictionary<string, object?> _rendered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rendering = new(StringComparer.Ordinal);

    public TemplateVariables(Templar templar, IPyMapping raw)
    {
        ArgumentNullException.ThrowIfNull(templar);
        ArgumentNullException.ThrowIfNull(raw);
        Templar = templar;
        Raw = raw;
    }

    public Templar Templar { get; }

    /// <summary>The variables as they were set, templates and all.</summary>
    public IPyMapping Raw { get; }

    /// <summary>Whether text that cannot be rendered because something is undefined is given as it was written, as variables of other hosts are.</summary>
    public bool KeepsUndefined { get; init; }

    public int Count => Raw.Count;

    public IEnumerable<object?> Keys => Raw.Keys;

    public bool TryGet(object? key, out object? value)
    {
        if (key is not string name || !Raw.TryGet(key, out var raw))
        {
            value = null;
            return false;
        }

        if (!_rendered.TryGetValue(name, out value)) value = Render(name, raw);
        return true;
    }

    /// <summary>The value of a variable that must be there; text where it is text, and null where it is not there.</summary>
    internal string? Text(string name) => TryGet(name, out var value) ? value as string : null;

    private object? RenderOrKeep(object? raw)
    {
        switch (raw)
        {
            case PyList list: return new PyList(list.Items.Select(RenderOrKeep));
            case PyDict dict: return new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, RenderOrKeep(e.Value))));
        }
        try
        {
            return Templar.Render(raw, this);
        }
        catch (TemplatingException fault) when (fault.Fault == TemplatingFault.Undefined)
        {
            return TemplateTexts.AsPlain(raw);
        }
    }

    private object? Render(string name, object? raw)
    {
        if (!TemplateTexts.IsIn(raw)) return raw;
        if (!_rendering.Add(name)) throw TemplatingException.Failure($"recursive loop detected in template string: {TemplateTexts.Describe(raw)}");
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return _rendered[name] = KeepsUndefined ? RenderOrKeep(raw) : Templar.Render(raw, this);
        }
        catch (TemplatingException e) when (e.Fault == TemplatingFault.Undefined)
        {
            // The fault is told when the value is used: it may be given a default.
            return new Undefined(UndefinedKind.StrictChainable, $"{TemplateTexts.Describe(raw)}: {e.Message}", Undefined.NoOwner, name);
        }
        catch (TemplatingException e)
        {
            throw TemplatingException.Failure($"An unhandled exception occurred while templating '{TemplateTexts.Describe(raw)}'. Error was a <class '{e.PythonClass}'>, original message: {e.Message}", e);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw TemplatingException.Failure($"recursive loop detected in template string: {TemplateTexts.Describe(raw)}", e);
        }
        finally
        {
            _rendering.Remove(name);
        }
    }
}
