using System.Numerics;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>What <c>value[key]</c> gives in a template.</summary>
internal static class Subscript
{
    public static object? Get(RenderContext context, object? value, object? key)
    {
        if (value is Undefined) return value;
        if (value is IPyMapping mapping && mapping.TryGet(key, out var found)) return found;
        if (PyInteger.TryGet(key, out BigInteger place) && At(value, place, out found)) return found;
        if (key is string name && value is IPyObject custom && custom.TryGetAttribute(name, out found)) return found;
        return Undefined.OfElement(context.Environment.Undefined, value, key);
    }

    private static bool At(object? value, BigInteger place, out object? found)
    {
        found = null;
        IReadOnlyList<object?>? items = value switch
        {
            IPySequence sequence => sequence,
            string or Markup => [.. PyValues.Iterate(value)],
            _ => null,
        };
        if (items is null) return false;
        if (place.Sign < 0) place += items.Count;
        if (place.Sign < 0 || place >= items.Count) return false;
        found = items[(int)place];
        return true;
    }
}
