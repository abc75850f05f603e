using System.Buffers;
using System.Text;

namespace Plumb.Hosts.Linux;

/// <summary>
/// Paths as the system takes them, and back. A byte that is no UTF-8 becomes the lone surrogate U+DC00 + byte (as Python's
/// surrogateescape does), so that every name can be listed and given back.
/// </summary>
internal static class PathText
{
    private const char FirstEscape = '\uDC80';
    private const char LastEscape = '\uDCFF';

    /// <summary>The bytes with a zero after them.</summary>
    public static byte[] Bytes(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal)) throw SystemError.Of(SystemError.InvalidArgument, path.Replace('\0', '?'));
        if (!path.AsSpan().ContainsAnyInRange(FirstEscape, LastEscape))
        {
            var plain = new byte[Encoding.UTF8.GetByteCount(path) + 1];
            Encoding.UTF8.GetBytes(path, plain);
            return plain;
        }
        var bytes = new List<byte>(path.Length + 16);
        Span<byte> encoded = stackalloc byte[4];
        var rest = path.AsSpan();
        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) == OperationStatus.Done) bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            else if (rest[0] is >= FirstEscape and <= LastEscape) bytes.Add((byte)(rest[0] - 0xDC00));
            else bytes.AddRange("\uFFFD"u8);
            rest = rest[used..];
        }
        bytes.Add(0);
        return [.. bytes];
    }

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (var value in bytes[..used]) text.Append((char)(0xDC00 + value));
            }
            bytes = bytes[used..];
        }
        return text.ToString();
    }
}
