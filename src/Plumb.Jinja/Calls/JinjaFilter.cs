namespace Plumb.Jinja.Calls;

/// <summary>A filter: makes a value of the value left of the bar and the arguments.</summary>
public sealed record JinjaFilter(string Name, Func<RenderContext, object?, CallArguments, object?> Apply);
