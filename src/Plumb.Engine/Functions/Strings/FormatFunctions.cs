using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Strings.Formatting;

namespace Plumb.Engine.Functions.Strings;

/// <summary><c>format</c> and <c>formatlist</c>.</summary>
internal static class FormatFunctions
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new Parameter("format", DataType.String) { Description = "A text with verbs such as %s or %5.2f, one for each argument." },
    ];

    private static readonly Parameter Arguments = new("args", DataType.Dynamic)
    {
        Description = "The values for the verbs.",
        AllowNull = true,
        AllowUnknown = true,
    };

    internal static Function CreateFormat() => new()
    {
        Name = "format",
        Description = "Puts values into a text in the places of verbs, in the manner of printf.",
        Parameters = Parameters,
        VariadicParameter = Arguments,
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Format,
    };

    internal static Function CreateFormatList() => new()
    {
        Name = "formatlist",
        Description = "Formats once for each element of the lists among the arguments and gives the list of results; other arguments are used each time.",
        Parameters = Parameters,
        VariadicParameter = Arguments,
        ReturnType = Function.Returns(DataType.List(DataType.String)),
        RefineResult = Function.NeverNull,
        Body = FormatList,
    };

    private static Value Format(FunctionCall call)
    {
        var format = call.TextAt(0);
        Value[] arguments = [.. call.Arguments.Skip(1)];
        if (!arguments.All(a => a.IsWhollyKnown))
        {
            // What stands before the first verb is sure already.
            var verb = format.IndexOf('%', StringComparison.Ordinal);
            return Value.Unknown(DataType.String, verb > 0 ? Refinement.NonNull.StartingWith(format[..verb]) : Refinement.NonNull);
        }
        if (new ValueFormatter(format).TryFormat(arguments, out var text, out var error, out var extra)) return Value.String(text);
        return extra is { } place ? call.Fail(place + 1, error) : call.Fail(error);
    }

    private static Value FormatList(FunctionCall call)
    {
        if (call.Count == 1) return Format(call) is StringValue only ? Value.List(DataType.String, [only]) : Value.DynamicUnknown;

        Value[] arguments = [.. call.Arguments.Skip(1)];
        if (!TryFindLength(call, arguments, out var length, out var isUnknown)) return Value.DynamicUnknown;
        if (isUnknown) return call.UnknownResult();

        var formatter = new ValueFormatter(call.TextAt(0));
        var results = new Value[length];
        var row = new Value[arguments.Length];
        for (var i = 0; i < length; i++)
        {
            for (var a = 0; a < row.Length; a++) row[a] = arguments[a] is SequenceValue sequence ? sequence[i] : arguments[a];
            if (!row.All(v => v.IsWhollyKnown)) results[i] = Value.Unknown(DataType.String, Refinement.NonNull);
            else if (formatter.TryFormat(row, out var text, out var error, out _)) results[i] = Value.String(text);
            else return call.Fail($"element {i} of the result cannot be formatted: {error}");
        }
        return Value.List(DataType.String, results);
    }

    /// <summary>The common length of the lists, sets and tuples; 1 where there are none. False where they differ.</summary>
    private static bool TryFindLength(FunctionCall call, Value[] arguments, out int length, out bool isUnknown)
    {
        length = 1;
        isUnknown = false;
        var first = -1;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is NullValue || arguments[i].Type is not (ListType or SetType or TupleType)) continue;
            isUnknown |= !arguments[i].IsKnown;
            if (arguments[i].KnownLength() is not { } own)
            {
                isUnknown = true;
                continue;
            }
            if (first >= 0 && own != length)
            {
                call.Fail(i + 1, $"argument {i + 1} has {own} elements, and argument {first + 1} has {length}; all lists must be of one length");
                return false;
            }
            if (first < 0) (first, length) = (i, own);
        }
        return true;
    }
}
