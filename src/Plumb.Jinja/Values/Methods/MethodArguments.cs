using Plumb.Jinja.Calls;

namespace Plumb.Jinja.Values.Methods;

/// <summary>What methods ask of their arguments.</summary>
internal static class MethodArguments
{
    public static PyMethod Of(Signature signature, Func<object, object?[], object?> body) => (owner, _, arguments) => body(owner, signature.Bind(arguments));

    public static PyMethod OfNone(string name, Func<object, object?> body)
    {
        var signature = new Signature(name, 0);
        return (owner, _, arguments) =>
        {
            if (arguments.Positional.Count + arguments.Named.Count > 0)
            {
                throw JinjaException.Type($"{PyTypes.NameOf(owner)}.{signature.Function}() takes no arguments ({arguments.Positional.Count + arguments.Named.Count} given)");
            }
            return body(owner);
        };
    }

    public static string Text(object? value, string? function = null) => value switch
    {
        string text => text,
        Markup markup => markup.Text,
        Undefined { IsStrict: true } undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type(function is null ? $"must be str, not {PyTypes.NameOf(value)}" : $"{function} must be str, not {PyTypes.NameOf(value)}"),
    };

    public static int Count(object? value) =>
        (int)Math.Clamp(PyInteger.Index(value, () => JinjaException.Type($"'{PyTypes.NameOf(value)}' object cannot be interpreted as an integer")), int.MinValue, int.MaxValue);
}
