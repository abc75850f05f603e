namespace Plumb.Jinja.Calls;

/// <summary>A test: tells whether something is so of the value left of <c>is</c>.</summary>
public sealed record JinjaTest(string Name, Func<RenderContext, object?, CallArguments, bool> Holds)
{
    /// <summary>What the arguments are bound to, where that is known.</summary>
    internal Signature? Parameters { get; private init; }

    /// <summary>The test on arguments that are bound already.</summary>
    internal Func<RenderContext, object?, object?[], bool>? HoldsBound { get; private init; }

    /// <summary>A test whose arguments are bound to parameters.</summary>
    public static JinjaTest Create(string name, Signature signature, Func<RenderContext, object?, object?[], bool> holds) =>
        new(name, (context, value, arguments) => holds(context, value, signature.Bind(arguments))) { Parameters = signature, HoldsBound = holds };
}
