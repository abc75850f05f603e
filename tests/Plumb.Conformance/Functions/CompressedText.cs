using System.IO.Compression;
using System.Text;
using Plumb.Core.Values;

namespace Plumb.Conformance.Functions;

/// <summary>The bytes that a compressor makes depend on its version: results of <c>base64gzip</c> compare by what they decompress to.</summary>
internal static class CompressedText
{
    public static bool IsCompressed(string expression) => expression.StartsWith("base64gzip(", StringComparison.Ordinal);

    public static string Inflate(Value value)
    {
        using var compressed = new MemoryStream(Convert.FromBase64String(((StringValue)value).Text));
        using var plain = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress), Encoding.UTF8);
        return plain.ReadToEnd();
    }
}
