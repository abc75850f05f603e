namespace Plumb.Jinja.Calls;

/// <summary>A filter: makes a value of the value left of the bar and the arguments.</summary>
public sealed record JinjaFilter(string Name, Func<RenderContext, object?, CallArguments, object?> Apply)
{
    /// <summary>Whether the result follows from value and arguments alone, so that it may be worked out once.</summary>
    public bool IsPure { get; init; }

    /// <summary>What the arguments are bound to, where that is known.</summary>
    internal Signature? Parameters { get; private init; }

    /// <summary>The filter on arguments that are bound already.</summary>
    internal Func<RenderContext, object?, object?[], object?>? ApplyBound { get; private init; }

    /// <summary>The filter with something done to all that it gives.</summary>
    public JinjaFilter Then(Func<object?, object?> after)
    {
        var (apply, bound) = (Apply, ApplyBound);
        return this with
        {
            Apply = (context, value, arguments) => after(apply(context, value, arguments)),
            ApplyBound = bound is null ? null : (context, value, arguments) => after(bound(context, value, arguments)),
        };
    }

    /// <summary>A filter whose arguments are bound to parameters.</summary>
    public static JinjaFilter Create(string name, Signature signature, Func<RenderContext, object?, object?[], object?> apply) =>
        new(name, (context, value, arguments) => apply(context, value, signature.Bind(arguments))) { Parameters = signature, ApplyBound = apply };
}
