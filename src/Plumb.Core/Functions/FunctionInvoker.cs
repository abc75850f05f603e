using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Functions;

/// <summary>Calls functions with the language's rules for conversion, nulls, unknowns and marks.</summary>
public static class FunctionInvoker
{
    /// <summary>Converts the arguments to the parameters' types and calls. On failure the value is an unknown of dynamic type.</summary>
    public static Value Call(Function function, IReadOnlyList<Value> arguments, out FunctionError? error) => throw new NotImplementedException();

    /// <summary>The result's type alone, from arguments already converted.</summary>
    public static DataType ReturnType(Function function, IReadOnlyList<Value> arguments, out FunctionError? error) => throw new NotImplementedException();
}
