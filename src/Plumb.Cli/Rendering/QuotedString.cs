using System.Buffers;
using System.Globalization;
using System.Text;
using Plumb.Core.Text;

namespace Plumb.Cli.Rendering;

/// <summary>A text between quotes, on one line whatever is in it.</summary>
internal static class QuotedString
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>As Go quotes: unlike in the language itself, what opens a template is not doubled.</summary>
    public static void Write(StringBuilder text, string value)
    {
        if (value.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            text.Append('"').Append(value).Append('"');
            return;
        }
        text.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\a' => text.Append("\\a"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\v' => text.Append("\\v"),
                _ when QuotedText.IsPrintable(rune) => text.Append(rune.ToString()),
                < ' ' or 0x7f => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 0x10000 => text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }
        text.Append('"');
    }
}
