namespace Plumb.Jinja.Compiling;

/// <summary>Where in a template a statement stands, as far as what it compiles to depends on it.</summary>
internal sealed record Place(Scope Scope)
{
    /// <summary>Outside of all but conditions: what is set here is seen by blocks, includes and importers.</summary>
    public bool IsTopLevel { get; init; }

    /// <summary>Outside of everything.</summary>
    public bool IsRootLevel { get; init; }

    /// <summary>Whether what is printed here is dropped once the template extends another.</summary>
    public bool ChecksExtended { get; init; }

    /// <summary>Inside of a condition, where a filter may be missing until it is used.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Inside of a loop, where <c>break</c> and <c>continue</c> may stand.</summary>
    public bool IsInLoop { get; init; }

    /// <summary>Whether printed text is escaped; null where only the rendering knows.</summary>
    public bool? Escapes { get; init; }

    public Place Inner(Scope scope) => this with { Scope = scope, IsTopLevel = false, IsRootLevel = false, IsConditional = false };

    public Place Conditional() => this with { IsRootLevel = false, IsConditional = true };
}
