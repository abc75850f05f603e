using Plumb.Jinja.Values;

namespace Plumb.Jinja.Calls;

/// <summary>What a filter, test or function may know of the rendering that calls it: the environment and the variables in scope.</summary>
public abstract class RenderContext
{
    public abstract JinjaEnvironment Environment { get; }

    /// <summary>What the host program gave to this rendering, for its own filters and functions.</summary>
    public abstract object? State { get; }

    /// <summary>Whether text that is printed here is escaped for HTML.</summary>
    public abstract bool Autoescape { get; }

    /// <summary>The value of a variable in scope, or an undefined value.</summary>
    public abstract object? Resolve(string name);

    /// <summary>Tells whether a variable is in scope, and gives it.</summary>
    public abstract bool TryResolve(string name, out object? value);

    /// <summary>An undefined value of the environment's kind, with the words of the fault that its use is.</summary>
    public Undefined Undefined(string hint) => new(Environment.Undefined, hint);
}
