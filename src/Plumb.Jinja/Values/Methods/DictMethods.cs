using System.Collections.Frozen;
using Plumb.Jinja.Calls;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of dictionaries; those that change nothing are those of every mapping.</summary>
internal static class DictMethods
{
    private static readonly Signature PopSignature = new("pop", 0, Required("key"), Optional("default"));

    public static readonly FrozenDictionary<string, PyMethod> ReadOnly = new Dictionary<string, PyMethod>
    {
        ["get"] = Read("get", [Required("key"), Optional("default")], (d, a) => d.TryGet(a[0], out var value) ? value : a[1]),
        ["items"] = Read("items", [], (d, _) => new PyDictView(d, PyDictPart.Items)),
        ["keys"] = Read("keys", [], (d, _) => new PyDictView(d, PyDictPart.Keys)),
        ["values"] = Read("values", [], (d, _) => new PyDictView(d, PyDictPart.Values)),
        ["copy"] = Read("copy", [], (d, _) => new PyDict(PyMappings.Entries(d))),
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, PyMethod> All = new Dictionary<string, PyMethod>(ReadOnly)
    {
        ["clear"] = Change("clear", [], (d, _) => Clear(d)),
        ["fromkeys"] = Change("fromkeys", [Required("iterable"), Optional("value")], (_, a) => new PyDict(PyValues.Iterate(a[0]).Select(k => KeyValuePair.Create(k, a[1])))),
        ["pop"] = (owner, _, arguments) => Pop((PyDict)owner, PopSignature.Bind(arguments), arguments.Positional.Count),
        ["popitem"] = Change("popitem", [], (d, _) => PopItem(d)),
        ["setdefault"] = Change("setdefault", [Required("key"), Optional("default")], (d, a) => SetDefault(d, a[0], a[1])),
        ["update"] = (owner, _, arguments) => Update((PyDict)owner, arguments),
    }.ToFrozenDictionary();

    private static PyMethod Read(string name, Parameter[] parameters, Func<IPyMapping, object?[], object?> body) =>
        MethodArguments.Of(new Signature(name, 0, parameters), (owner, arguments) => body((IPyMapping)owner, arguments));

    private static PyMethod Change(string name, Parameter[] parameters, Func<PyDict, object?[], object?> body) =>
        MethodArguments.Of(new Signature(name, 0, parameters), (owner, arguments) => body((PyDict)owner, arguments));

    private static object? Clear(PyDict dict)
    {
        dict.Clear();
        return null;
    }

    private static object? Pop(PyDict dict, object?[] arguments, int given)
    {
        if (dict.Remove(arguments[0], out var value)) return value;
        return given > 1 ? arguments[1] : throw new JinjaException("KeyError", PyText.Repr(arguments[0]));
    }

    private static PyTuple PopItem(PyDict dict)
    {
        if (dict.Count == 0) throw new JinjaException("KeyError", "'popitem(): dictionary is empty'");
        var (key, value) = dict.EntryAt(dict.Count - 1);
        dict.Remove(key);
        return new PyTuple(key, value);
    }

    private static object? SetDefault(PyDict dict, object? key, object? value)
    {
        if (dict.TryGet(key, out var found)) return found;
        dict[key] = value;
        return value;
    }

    private static object? Update(PyDict dict, CallArguments arguments)
    {
        if (arguments.Positional.Count > 1) throw JinjaException.Type($"update expected at most 1 argument, got {arguments.Positional.Count}");
        if (arguments.Positional.Count == 1) DictBuilding.AddAll(dict, arguments.Positional[0]);
        foreach (var (key, value) in arguments.Named) dict[key] = value;
        return null;
    }
}
