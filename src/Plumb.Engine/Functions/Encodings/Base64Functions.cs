using System.Text;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Strings;

namespace Plumb.Engine.Functions.Encodings;

/// <summary><c>base64decode</c> and <c>base64encode</c>: text as UTF-8 in base64.</summary>
internal static class Base64Functions
{
    internal static Function CreateBase64Decode() => new()
    {
        Name = "base64decode",
        Description = "Reads base64 as text, which must be UTF-8.",
        Parameters = [new Parameter("str", DataType.String) { AllowMarked = true }],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Decode,
    };

    internal static Function CreateBase64Encode() => TextFunction.Create(
        "base64encode",
        "Writes the UTF-8 bytes of the text in base64.",
        static text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private static Value Decode(FunctionCall call)
    {
        if (!Base64.TryDecode(call.TextAt(0), out var bytes)) return call.Fail($"{call[0].Shown()} is not base64");
        return Utf8Text.TryDecode(bytes, out var text)
            ? Value.String(text).WithMarks(call[0].Marks)
            : call.Fail("the decoded bytes are not UTF-8 and so cannot be a string");
    }
}
