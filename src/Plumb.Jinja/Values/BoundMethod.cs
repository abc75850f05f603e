using Plumb.Jinja.Calls;

namespace Plumb.Jinja.Values;

/// <summary>What a method does with the value it is of and the arguments.</summary>
public delegate object? PyMethod(object owner, RenderContext context, CallArguments arguments);

/// <summary>A method taken from a value without calling it yet.</summary>
internal sealed class BoundMethod(object? owner, string name, PyMethod method) : ICallable, IPyObject
{
    public string TypeName => "builtin_function_or_method";

    public object? Call(RenderContext context, CallArguments arguments) =>
        method(owner ?? throw new InvalidOperationException("None has no methods"), context, arguments);

    public bool TryGetAttribute(string name, out object? value)
    {
        value = null;
        return false;
    }

    public override string ToString() => $"<built-in method {name} of {PyTypes.NameOf(owner)} object>";
}
