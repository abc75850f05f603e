namespace Plumb.Jinja.Calls;

/// <summary>A filter: makes a value of the value left of the bar and the arguments.</summary>
public sealed record JinjaFilter(string Name, Func<RenderContext, object?, CallArguments, object?> Apply)
{
    /// <summary>Whether the result follows from value and arguments alone, so that it may be worked out once.</summary>
    public bool IsPure { get; init; }

    /// <summary>A filter whose arguments are bound to parameters.</summary>
    public static JinjaFilter Create(string name, Signature signature, Func<RenderContext, object?, object?[], object?> apply) =>
        new(name, (context, value, arguments) => apply(context, value, signature.Bind(arguments)));
}
