using System.Text;

namespace Plumb.Core.MessagePack;

internal static class StringFormat
{
    /// <summary>Text that is not UTF-8 is an error: replaced, it would silently come back to its provider changed.</summary>
    internal static string Decode(ReadOnlySpan<byte> utf8) =>
        System.Text.Unicode.Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : throw new FormatException("a string is not valid UTF-8");
}
