using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Encodings;

/// <summary><c>textdecodebase64</c> and <c>textencodebase64</c>: text in a character set by its IANA name, in base64.</summary>
internal static class TextEncodingFunctions
{
    internal static Function CreateTextDecodeBase64() => new()
    {
        Name = "textdecodebase64",
        Description = "Reads base64 as text in the given character set, such as UTF-16LE.",
        Parameters = [new Parameter("source", DataType.String), new Parameter("encoding", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Decode,
    };

    internal static Function CreateTextEncodeBase64() => new()
    {
        Name = "textencodebase64",
        Description = "Writes the text in the given character set, such as UTF-16LE, and that in base64.",
        Parameters = [new Parameter("string", DataType.String), new Parameter("encoding", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Encode,
    };

    private static Value Encode(FunctionCall call)
    {
        if (Charsets.Find(call.TextAt(1)) is not { } charset) return FailUnknown(call);
        return charset.Encode(call.TextAt(0)) is { } bytes
            ? Value.String(Convert.ToBase64String(bytes))
            : call.Fail(0, $"the text has characters that {charset.Name} does not have");
    }

    private static Value Decode(FunctionCall call)
    {
        if (Charsets.Find(call.TextAt(1)) is not { } charset) return FailUnknown(call);
        if (!Base64.TryDecode(call.TextAt(0), out var bytes)) return call.Fail(0, "the text is not base64");
        var text = charset.Decode(bytes);
        return text.Contains('\uFFFD', StringComparison.Ordinal)
            ? call.Fail(0, $"the decoded bytes are not all meaningful in {charset.Name}")
            : Value.String(text);
    }

    private static Value FailUnknown(FunctionCall call) =>
        call.Fail(1, $"\"{call.TextAt(1)}\" is not the name of a known character set in IANA's registry, such as UTF-16LE or ISO-8859-1");
}
