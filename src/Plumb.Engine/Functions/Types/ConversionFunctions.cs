using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Types;

/// <summary><c>tostring</c>, <c>tonumber</c>, <c>tobool</c>, <c>tolist</c>, <c>toset</c>, <c>tomap</c>: explicit conversion.</summary>
internal static class ConversionFunctions
{
    internal static Function CreateToString() => Create("tostring", DataType.String);

    internal static Function CreateToNumber() => Create("tonumber", DataType.Number);

    internal static Function CreateToBool() => Create("tobool", DataType.Bool);

    internal static Function CreateToList() => Create("tolist", DataType.List(DataType.Dynamic));

    internal static Function CreateToSet() => Create("toset", DataType.Set(DataType.Dynamic));

    internal static Function CreateToMap() => Create("tomap", DataType.Map(DataType.Dynamic));

    private static Function Create(string name, DataType type) => new()
    {
        Name = name,
        Description = $"Converts a value to {type.FriendlyName}; it is an error if that is impossible.",
        // The parameter takes anything, so that the messages can be those of a conversion that was asked for.
        Parameters = [new Parameter("v", DataType.Dynamic) { AllowNull = true, AllowMarked = true, AllowDynamic = true }],
        ReturnType = call => call[0].Type.Equals(type) || TypeConversion.CanConvert(call[0].Type, type)
            ? type
            : call.FailType(0, $"{call[0].Type.FriendlyName} does not convert to {type.FriendlyName}"),
        Body = call => TypeConversion.TryConvert(call[0], type, out var converted, out _) ? converted : call.Fail(0, Explain(call[0], type)),
    };

    private static string Explain(Value value, DataType type)
    {
        var marks = value.MarksDeep();
        if (marks.IsEphemeral) return $"this ephemeral {value.Type.FriendlyName} does not convert to {type.FriendlyName}";
        if (marks.IsSensitive) return $"this sensitive {value.Type.FriendlyName} does not convert to {type.FriendlyName}";
        return value.Unmarked switch
        {
            StringValue when type.Equals(DataType.Bool) => $"{value.Shown()} does not convert to bool; only \"true\" and \"false\" do",
            StringValue when type.Equals(DataType.Number) => $"{value.Shown()} does not convert to number; only a number in decimal digits does",
            _ => $"{value.Type.FriendlyName} does not convert to {type.FriendlyName}",
        };
    }
}
