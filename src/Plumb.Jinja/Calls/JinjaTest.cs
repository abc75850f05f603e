namespace Plumb.Jinja.Calls;

/// <summary>A test: tells whether something is so of the value left of <c>is</c>.</summary>
public sealed record JinjaTest(string Name, Func<RenderContext, object?, CallArguments, bool> Holds);
