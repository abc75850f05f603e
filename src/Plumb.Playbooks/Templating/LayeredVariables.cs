using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>Variables over others: a name of the upper layer hides that of the lower.</summary>
public sealed class LayeredVariables(IPyMapping upper, IPyMapping lower) : IPyMapping
{
    public int Count => Keys.Count();

    public IEnumerable<object?> Keys => upper.Keys.Concat(lower.Keys.Where(key => !upper.TryGet(key, out _)));

    public bool TryGet(object? key, out object? value) => upper.TryGet(key, out value) || lower.TryGet(key, out value);
}
