namespace Plumb.Jinja.Calls;

/// <summary>What a filter, test or function may know of the rendering that calls it: the environment and the variables in scope.</summary>
public abstract class RenderContext
{
    /// <summary>The value of a variable in scope, or an undefined value.</summary>
    public abstract object? Resolve(string name);
}
