namespace Plumb.Jinja.Calls;

/// <summary>A test: tells whether something is so of the value left of <c>is</c>.</summary>
public sealed record JinjaTest(string Name, Func<RenderContext, object?, CallArguments, bool> Holds)
{
    /// <summary>A test whose arguments are bound to parameters.</summary>
    public static JinjaTest Create(string name, Signature signature, Func<RenderContext, object?, object?[], bool> holds) =>
        new(name, (context, value, arguments) => holds(context, value, signature.Bind(arguments)));
}
