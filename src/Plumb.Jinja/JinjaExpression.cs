using Plumb.Jinja.Values;

namespace Plumb.Jinja;

/// <summary>An expression that is read and checked.</summary>
public sealed class JinjaExpression
{
    internal JinjaExpression(JinjaEnvironment environment) => Environment = environment;

    public JinjaEnvironment Environment { get; }

    /// <summary>The value; undefined where a variable is not there.</summary>
    public object? Evaluate(IPyMapping variables, object? state = null) => throw JinjaException.Runtime($"rendering comes with the next change ({Environment})");
}
