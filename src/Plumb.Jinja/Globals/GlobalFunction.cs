using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Globals;

/// <summary>A function that templates can call by name; host programs make their own of it.</summary>
public sealed class GlobalFunction(string name, Func<RenderContext, CallArguments, object?> call, string typeName = "function") : ICallable, IPyObject
{
    public string TypeName => typeName;

    public object? Call(RenderContext context, CallArguments arguments) => call(context, arguments);

    public bool TryGetAttribute(string name, out object? value)
    {
        value = null;
        return false;
    }

    public override string ToString() => typeName == "type" ? $"<class '{name}'>" : $"<function {name}>";
}
