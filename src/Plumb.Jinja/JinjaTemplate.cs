using Plumb.Jinja.Values;

namespace Plumb.Jinja;

/// <summary>A template that is read and checked. May be rendered any number of times, from many threads.</summary>
public sealed class JinjaTemplate
{
    internal JinjaTemplate(JinjaEnvironment environment, string? name) => (Environment, Name) = (environment, name);

    public JinjaEnvironment Environment { get; }

    public string? Name { get; }

    /// <summary>The text that the template makes of the variables; <paramref name="state"/> is what filters find in their context.</summary>
    public string Render(IPyMapping variables, object? state = null) => throw JinjaException.Runtime($"rendering comes with the next change ({Environment})");

    /// <summary>The value that the template makes: that of its one piece, or what the pieces joined read as.</summary>
    public object? RenderNative(IPyMapping variables, object? state = null) => throw JinjaException.Runtime($"rendering comes with the next change ({Environment})");
}
