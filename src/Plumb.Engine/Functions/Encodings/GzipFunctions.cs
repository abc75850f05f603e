using System.IO.Compression;
using System.Text;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Encodings.Compression;
using Plumb.Engine.Functions.Strings;

namespace Plumb.Engine.Functions.Encodings;

/// <summary><c>base64gzip</c> and <c>base64gunzip</c>: text compressed with gzip, in base64.</summary>
internal static class GzipFunctions
{
    private const int MaxDecompressed = TextLimits.MaxLength;

    internal static Function CreateBase64Gzip() => TextFunction.Create("base64gzip", "Compresses the UTF-8 bytes of the text with gzip and writes them in base64.", Compress);

    internal static Function CreateBase64Gunzip() => new()
    {
        Name = "base64gunzip",
        Description = "Reads base64 and decompresses it with gzip: the opposite of base64gzip.",
        Parameters = [new Parameter("str", DataType.String) { AllowMarked = true }],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Decompress,
    };

    private static string Compress(string text) => Convert.ToBase64String(GzipWriter.Compress(Encoding.UTF8.GetBytes(text), flushes: true));

    private static Value Decompress(FunctionCall call)
    {
        if (!Base64.TryDecode(call.TextAt(0), out var bytes)) return call.Fail($"{call[0].Shown()} is not base64");
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[81920];
            while (gzip.Read(buffer) is > 0 and var read)
            {
                output.Write(buffer, 0, read);
                if (output.Length > MaxDecompressed) return call.Fail(TextLimits.Describe);
            }
            return Value.String(Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length)).WithMarks(call[0].Marks);
        }
        catch (InvalidDataException)
        {
            return call.Fail("the decoded bytes are not in the format of gzip");
        }
    }
}
