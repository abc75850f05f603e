using System.Security.Cryptography;
using System.Text;

namespace Plumb.Providers.Tls;

/// <summary>The ids of objects of this provider: SHA-1 of what they are, in hexadecimal digits. It identifies and protects nothing.</summary>
internal static class StateId
{
#pragma warning disable CA5350 // ids in states are SHA-1
    public static string Of(ReadOnlySpan<byte> content) => content.IsEmpty ? "" : Convert.ToHexStringLower(SHA1.HashData(WithoutSpace(content)));
#pragma warning restore CA5350

    // The official provider takes the bytes for a text and drops white space at both ends of it.
    private static ReadOnlySpan<byte> WithoutSpace(ReadOnlySpan<byte> content)
    {
        while (Rune.DecodeFromUtf8(content, out var first, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(first)) content = content[length..];
        while (Rune.DecodeLastFromUtf8(content, out var last, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(last)) content = content[..^length];
        return content;
    }
}
