using System.Numerics;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>One call of a filter or test: the value left of it, and an argument for each parameter.</summary>
internal readonly record struct FilterCall(RenderContext Context, object? Value, object?[] Arguments)
{
    public object? this[int index] => Arguments[index];

    /// <summary>The value as text, as Python's <c>str()</c> makes it; an undefined one is a fault.</summary>
    public string Text => PyText.Str(Value);

    public RenderScope Scope => RenderScope.Of(Context);

    public string TextOf(int index) => PyText.Str(Arguments[index]);

    public bool Flag(int index) => PyValues.Truth(Arguments[index]);

    /// <summary>The value as text that it must be.</summary>
    public string RequiredText(string what = "expected str, bytes or os.PathLike object") => Required(Value, what);

    public string RequiredTextOf(int index, string what = "expected str, bytes or os.PathLike object") => Required(Arguments[index], what);

    public int Count(int index) => checked((int)Integer(Arguments[index]));

    public static BigInteger Integer(object? value) => value switch
    {
        Undefined undefined => throw undefined.Fault(),
        _ when PyInteger.TryGet(value, out BigInteger integer) => integer,
        _ => throw JinjaException.Type($"'{PyTypes.NameOf(value)}' object cannot be interpreted as an integer"),
    };

    /// <summary>A number as floating point, or a TypeError.</summary>
    public static double Number(object? value) => value switch
    {
        Undefined undefined => throw undefined.Fault(),
        double number => number,
        _ when PyInteger.TryGet(value, out BigInteger integer) => (double)integer,
        _ => throw JinjaException.Type($"must be real number, not {PyTypes.NameOf(value)}"),
    };

    private static string Required(object? value, string what) => value switch
    {
        string text => text,
        Markup markup => markup.Text,
        Undefined undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type($"{what}, not {PyTypes.NameOf(value)}"),
    };
}
