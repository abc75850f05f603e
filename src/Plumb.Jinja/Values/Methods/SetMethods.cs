using System.Collections.Frozen;
using Plumb.Jinja.Calls;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of sets.</summary>
internal static class SetMethods
{
    public static readonly FrozenDictionary<string, PyMethod> All = new Dictionary<string, PyMethod>
    {
        ["add"] = On("add", (set, item) => Nothing(set.Add(item))),
        ["discard"] = On("discard", (set, item) => Nothing(set.Remove(item))),
        ["remove"] = On("remove", (set, item) => set.Remove(item) ? null : throw new JinjaException("KeyError", PyText.Repr(item))),
        ["clear"] = MethodArguments.OfNone("clear", owner => Clear((PySet)owner)),
        ["copy"] = MethodArguments.OfNone("copy", owner => new PySet((PySet)owner)),
        ["pop"] = MethodArguments.OfNone("pop", owner => Pop((PySet)owner)),
        ["union"] = Many((set, other) => set.Union(other)),
        ["intersection"] = Many((set, other) => set.Intersection(other)),
        ["difference"] = Many((set, other) => set.Difference(other)),
        ["symmetric_difference"] = Many((set, other) => set.SymmetricDifference(other)),
        ["issubset"] = On("issubset", (set, other) => PyBoolean.Box(set.IsSubsetOf(SetOf(other)))),
        ["issuperset"] = On("issuperset", (set, other) => PyBoolean.Box(SetOf(other).IsSubsetOf(set))),
        ["isdisjoint"] = On("isdisjoint", (set, other) => PyBoolean.Box(set.Intersection(SetOf(other)).Count == 0)),
        ["update"] = (owner, _, arguments) => Update((PySet)owner, arguments),
    }.ToFrozenDictionary();

    private static PySet SetOf(object? value) => value as PySet ?? new PySet(PyValues.Iterate(value));

    private static PyMethod On(string name, Func<PySet, object?, object?> body) =>
        MethodArguments.Of(new Signature(name, 0, Required("other")), (owner, arguments) => body((PySet)owner, arguments[0]));

    private static PyMethod Many(Func<PySet, PySet, PySet> combine) =>
        (owner, _, arguments) => arguments.Positional.Aggregate(new PySet((PySet)owner), (set, other) => combine(set, SetOf(other)));

    private static object? Nothing(bool _) => null;

    private static object? Clear(PySet set)
    {
        set.Clear();
        return null;
    }

    private static object? Pop(PySet set)
    {
        if (set.Count == 0) throw new JinjaException("KeyError", "'pop from an empty set'");
        var first = set.First();
        set.Remove(first);
        return first;
    }

    private static object? Update(PySet set, CallArguments arguments)
    {
        foreach (var item in arguments.Positional.SelectMany(PyValues.Iterate).ToArray()) set.Add(item);
        return null;
    }
}
