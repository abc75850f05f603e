using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol.Messages;

namespace Plumb.Plugins.Protocol.Mapping;

/// <summary>Signatures of a provider's functions as they travel. Reading fails with <see cref="FormatException"/>.</summary>
public static class WireFunction
{
    /// <param name="body">Makes the call.</param>
    public static Function Read(string name, FunctionSignature wire, Func<FunctionCall, Value> body) => new()
    {
        Name = name,
        Description = wire.Description,
        Summary = wire.Summary,
        DeprecationMessage = wire.DeprecationMessage.Length > 0 ? wire.DeprecationMessage : null,
        Parameters = [.. wire.Parameters.Select(Read)],
        VariadicParameter = wire.VariadicParameter is null ? null : Read(wire.VariadicParameter),
        ReturnType = Function.Returns(wire.Return is null ? DataType.Dynamic : WireValue.ReadType(wire.Return.Type)),
        Body = body,
    };

    public static FunctionSignature Write(Function function)
    {
        var wire = new FunctionSignature
        {
            Description = function.Description,
            Summary = function.Summary,
            DescriptionKind = StringKind.Plain,
            DeprecationMessage = function.DeprecationMessage ?? "",
            Return = new FunctionSignature.Types.Return { Type = WireValue.WriteType(ReturnTypeOf(function)) },
            VariadicParameter = function.VariadicParameter is null ? null : Write(function.VariadicParameter),
        };
        wire.Parameters.AddRange(function.Parameters.Select(Write));
        return wire;
    }

    /// <summary>The type that all results have, whatever the arguments.</summary>
    public static DataType ReturnTypeOf(Function function)
    {
        Value[] anything = [.. function.Parameters.Select(p => Value.Unknown(p.Type))];
        return FunctionInvoker.ReturnType(function, anything, out var error) is var type && error is null ? type : DataType.Dynamic;
    }

    private static Parameter Read(FunctionSignature.Types.Parameter wire) => new(wire.Name, WireValue.ReadType(wire.Type))
    {
        Description = wire.Description,
        AllowNull = wire.AllowNullValue,
        AllowUnknown = wire.AllowUnknownValues,
        AllowDynamic = wire.AllowUnknownValues,
    };

    private static FunctionSignature.Types.Parameter Write(Parameter parameter) => new()
    {
        Name = parameter.Name,
        Type = WireValue.WriteType(parameter.Type),
        Description = parameter.Description,
        AllowNullValue = parameter.AllowNull,
        AllowUnknownValues = parameter.AllowUnknown,
    };
}
