using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// One rendering of one text: its variables, and what filters, tests and lookups may know of it. A template that may change a list or
/// dictionary gets its own copies, so that a change ends with the rendering.
/// </summary>
internal sealed class RenderScope(TemplateVariables variables, string source, bool copies, bool disableLookups) : IPyMapping
{
    private readonly Dictionary<string, object?>? _copies = copies ? new(StringComparer.Ordinal) : null;

    public TemplateVariables Variables => variables;

    public Templar Templar => variables.Templar;

    /// <summary>The text being rendered: what stands in it was written by the author of the play.</summary>
    public string Source => source;

    public bool DisableLookups => disableLookups;

    public int Count => variables.Count;

    public IEnumerable<object?> Keys => variables.Keys;

    public static RenderScope Of(RenderContext context) =>
        context.State as RenderScope ?? throw new InvalidOperationException("a filter of plays was called by a rendering without variables of a play");

    public bool TryGet(object? key, out object? value)
    {
        if (_copies is null) return variables.TryGet(key, out value);
        if (key is string name && _copies.TryGetValue(name, out value)) return true;
        if (!variables.TryGet(key, out value)) return false;
        value = PlainData.Copy(value);
        if (key is string known) _copies[known] = value;
        return true;
    }
}
