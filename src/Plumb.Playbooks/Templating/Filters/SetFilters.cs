using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters of set theory. They give lists, in the order of what they are given.</summary>
internal static class SetFilters
{
    public static IEnumerable<JinjaFilter> All(JinjaFilter unique) =>
    [
        new JinjaFilter("unique", (context, value, arguments) => Unique(unique, context, value, arguments)),
        FilterDefinition.Filter("intersect", "b", call => Combine(call, Intersect, (a, b) => a.Intersection(b))),
        FilterDefinition.Filter("difference", "b", call => Combine(call, Difference, (a, b) => a.Difference(b))),
        FilterDefinition.Filter("symmetric_difference", "b", call => Combine(call, SymmetricDifference, (a, b) => a.SymmetricDifference(b))),
        FilterDefinition.Filter("union", "b", call => Combine(call, Union, (a, b) => a.Union(b))),
    ];

    private static PyList Combine(FilterCall call, Func<object?, object?, PyList> lists, Func<PySet, PySet, PySet> sets)
    {
        var (a, b) = (call.Value, call[0]);
        if (a is Undefined undefined) throw undefined.Fault();
        if (b is Undefined other) throw other.Fault();
        return IsHashable(a) && IsHashable(b) ? new PyList(sets(new PySet(PyValues.Iterate(a)), new PySet(PyValues.Iterate(b)))) : lists(a, b);
    }

    private static bool IsHashable(object? value) => value is not (PyList or PySet or IPyMapping or PyDictView);

    private static PyList Intersect(object? a, object? b)
    {
        var members = new Members(b);
        return Distinct(PyValues.Iterate(a).Where(members.Contains));
    }

    private static PyList Difference(object? a, object? b)
    {
        var members = new Members(b);
        return Distinct(PyValues.Iterate(a).Where(item => !members.Contains(item)));
    }

    private static PyList SymmetricDifference(object? a, object? b)
    {
        var common = new Members(Intersect(a, b));
        return new PyList(Union(a, b).Where(item => !common.Contains(item)));
    }

    private static PyList Union(object? a, object? b) => (a, b) switch
    {
        (PyTuple, PyTuple) or (IPySequence and not PyTuple, IPySequence and not PyTuple) => Distinct(((IPySequence)a).Concat((IPySequence)b)),
        _ => throw JinjaException.Type($"can only concatenate {PyTypes.NameOf(a)} (not \"{PyTypes.NameOf(b)}\") to {PyTypes.NameOf(a)}"),
    };

    /// <summary>Jinja's own filter, and what the peer falls back to where elements cannot be hashed.</summary>
    private static PyList Unique(JinjaFilter unique, RenderContext context, object? value, CallArguments arguments)
    {
        var named = arguments.Named.ToDictionary(StringComparer.Ordinal);
        object? Argument(int position, string name) => arguments.Positional.Count > position ? arguments.Positional[position] : named.GetValueOrDefault(name);
        var (caseSensitive, attribute) = (Argument(0, "case_sensitive"), Argument(1, "attribute"));
        try
        {
            var bound = new CallArguments([PyBoolean.Box(PyValues.Truth(caseSensitive)), attribute], []);
            return new PyList(PyValues.Iterate(unique.Apply(context, value, bound)));
        }
        catch (JinjaException e) when (e.PythonClass == "TypeError" && PyValues.IterateOrNone(value) is not null)
        {
            if (caseSensitive is false || PyValues.Truth(attribute))
                throw TemplatingException.Filter($"Jinja2's unique filter failed and we cannot fall back to Ansible's version as it does not support the parameters supplied. {e.Message}", e);
            return Distinct(PyValues.Iterate(value));
        }
    }

    internal static PyList Distinct(IEnumerable<object?> items)
    {
        var seen = new Members(null);
        return new PyList(items.Where(seen.Add).ToList());
    }

    /// <summary>Elements that are looked up by hash where they have one, and one by one where not.</summary>
    private sealed class Members
    {
        private readonly PySet _hashed = new();
        private readonly List<object?> _others = [];

        public Members(object? items)
        {
            if (items is null) return;
            foreach (var item in PyValues.Iterate(items)) Add(item);
        }

        public bool Contains(object? item) => CanHash(item) ? _hashed.Contains(item) : _others.Exists(other => PyValues.AreEqual(other, item));

        public bool Add(object? item)
        {
            if (Contains(item)) return false;
            if (CanHash(item)) _hashed.Add(item);
            else _others.Add(item);
            return true;
        }

        private static bool CanHash(object? item) => item is PyTuple tuple ? tuple.All(CanHash) : IsHashable(item);
    }
}
