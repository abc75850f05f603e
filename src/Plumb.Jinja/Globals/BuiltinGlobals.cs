using System.Collections.Frozen;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Globals;

/// <summary>The functions that every template has.</summary>
public static class BuiltinGlobals
{
    private static readonly Signature JoinerSignature = new("Joiner.__init__", 1, Optional("sep", ", "));

    public static readonly FrozenDictionary<string, object?> All = new Dictionary<string, object?>
    {
        ["range"] = new GlobalFunction("range", Range, "type"),
        ["dict"] = new GlobalFunction("dict", Dict, "type"),
        ["lipsum"] = new GlobalFunction("generate_lorem_ipsum", LoremIpsum.Write),
        ["cycler"] = new GlobalFunction("Cycler", (_, arguments) => new Cycler(arguments)),
        ["joiner"] = new GlobalFunction("Joiner", (_, arguments) => new Joiner(JoinerSignature.Bind(arguments)[0])),
        ["namespace"] = new GlobalFunction("Namespace", MakeNamespace),
    }.ToFrozenDictionary();

    private static PyRange Range(RenderContext context, CallArguments arguments)
    {
        var given = arguments.Positional;
        if (arguments.Named.Count > 0) throw JinjaException.Type("range() takes no keyword arguments");
        if (given.Count == 0) throw JinjaException.Type("range expected at least 1 argument, got 0");
        if (given.Count > 3) throw JinjaException.Type($"range expected at most 3 arguments, got {given.Count}");
        long[] bounds = [.. given.Select(Integer)];
        var range = bounds.Length == 1 ? new PyRange(0, bounds[0]) : new PyRange(bounds[0], bounds[1], bounds.Length == 3 ? bounds[2] : 1);
        var most = context.Environment.Limits.Range;
        return range.LongCount <= most ? range : throw new JinjaException("OverflowError", $"Range too big. Ranges of more than {most} numbers are refused.");
    }

    private static long Integer(object? value) => PyInteger.Index(value, () => JinjaException.Type($"'{PyTypes.NameOf(value)}' object cannot be interpreted as an integer"));

    private static PyDict Dict(RenderContext context, CallArguments arguments)
    {
        var dict = new PyDict();
        if (arguments.Positional.Count > 1) throw JinjaException.Type($"dict expected at most 1 argument, got {arguments.Positional.Count}");
        if (arguments.Positional.Count == 1) DictBuilding.AddAll(dict, arguments.Positional[0]);
        foreach (var (name, value) in arguments.Named) dict[name] = value;
        return dict;
    }

    private static Namespace MakeNamespace(RenderContext context, CallArguments arguments) => new(Dict(context, arguments));
}
