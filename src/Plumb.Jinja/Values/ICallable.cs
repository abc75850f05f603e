using Plumb.Jinja.Calls;

namespace Plumb.Jinja.Values;

/// <summary>What a template can call: macros, methods, global functions.</summary>
public interface ICallable
{
    object? Call(RenderContext context, CallArguments arguments);
}
