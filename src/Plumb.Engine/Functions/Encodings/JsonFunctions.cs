using System.Text;
using System.Text.Json;
using Plumb.Core.Functions;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Strings.Formatting;

namespace Plumb.Engine.Functions.Encodings;

/// <summary><c>jsondecode</c> and <c>jsonencode</c>.</summary>
internal static class JsonFunctions
{
    internal static Function CreateJsonDecode() => new()
    {
        Name = "jsondecode",
        Description = "Reads a JSON document as a value: objects and tuples, strings, numbers, bools and null.",
        Parameters = [new Parameter("str", DataType.String)],
        ReturnType = DecodedType,
        Body = Decode,
    };

    internal static Function CreateJsonEncode() => new()
    {
        Name = "jsonencode",
        Description = "Writes a value as a compact JSON document.",
        Parameters = [new Parameter("val", DataType.Dynamic) { AllowNull = true, AllowUnknown = true, AllowDynamic = true }],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Encode,
    };

    private static Value Encode(FunctionCall call)
    {
        if (!call[0].IsWhollyKnown) return Value.Unknown(DataType.String, FirstCharacter(call[0]) is { } first ? Refinement.NonNull with { StringPrefix = first } : Refinement.NonNull);
        return JsonEncoding.TryEncode(call[0], out var json, out var problem) ? Value.String(json) : call.Fail(problem);
    }

    /// <summary>What the document of an unknown value begins with, where its type tells; a null could be anything.</summary>
    private static string? FirstCharacter(Value value)
    {
        if (value is UnknownValue { Refinement.NotNull: false }) return null;
        return value.Type switch
        {
            ObjectType or MapType => "{",
            TupleType or ListType or SetType => "[",
            var type when ReferenceEquals(type, DataType.String) => "\"",
            _ => null,
        };
    }

    private static DataType DecodedType(FunctionCall call)
    {
        if (call[0].Unmarked is UnknownValue unknown) return TypeFromPrefix(call, unknown.Refinement.StringPrefix ?? "");
        try
        {
            return JsonValueCodec.ImpliedType(Utf8(call));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return call.FailType($"the text is not a JSON document: {Describe(e)}");
        }
    }

    private static Value Decode(FunctionCall call)
    {
        try
        {
            return JsonValueCodec.Read(Utf8(call), call.ReturnType);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return call.Fail($"the text is not a JSON document: {Describe(e)}");
        }
    }

    /// <summary>The first character decides between the kinds of documents.</summary>
    private static DataType TypeFromPrefix(FunctionCall call, string prefix)
    {
        prefix = prefix.Trim();
        if (prefix.Length == 0) return DataType.Dynamic;
        switch (prefix[0])
        {
            case '"':
                return DataType.String;
            case 't' or 'f':
                return DataType.Bool;
            case '-' or '.' or (>= '0' and <= '9'):
                return DataType.Number;
            case '{' or '[' or 'n':
                return DataType.Dynamic;
            default:
                return call.FailType(0, $"a JSON document cannot begin with the character {Rune.GetRuneAt(prefix, 0)}");
        }
    }

    /// <summary>The platform's message without its own way to name the place.</summary>
    private static string Describe(Exception fault)
    {
        if ((fault as JsonException ?? fault.InnerException as JsonException) is not { } json) return fault.Message.TrimEnd('.');
        var suffix = json.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = (suffix < 0 ? json.Message : json.Message[..suffix]).TrimEnd('.');
        return json.LineNumber is { } line ? $"line {line + 1}, byte {json.BytePositionInLine + 1}: {message}" : message;
    }

    private static byte[] Utf8(FunctionCall call) => Encoding.UTF8.GetBytes(call.TextAt(0));
}
