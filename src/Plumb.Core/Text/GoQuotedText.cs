using System.Buffers;
using System.Globalization;
using System.Text;

namespace Plumb.Core.Text;

/// <summary>
/// Strings as Go quotes them, which the peer does beside the language: the usual letters for control characters, numbers for
/// whatever does not print. What opens a template is not doubled.
/// </summary>
public static class GoQuotedText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static StringBuilder AppendQuoted(StringBuilder target, string text)
    {
        target.Append('"');
        if (text.AsSpan().IndexOfAnyExcept(Plain) < 0) return target.Append(text).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => target.Append("\\\""),
                '\\' => target.Append("\\\\"),
                '\a' => target.Append("\\a"),
                '\b' => target.Append("\\b"),
                '\f' => target.Append("\\f"),
                '\n' => target.Append("\\n"),
                '\r' => target.Append("\\r"),
                '\t' => target.Append("\\t"),
                '\v' => target.Append("\\v"),
                _ when QuotedText.IsPrintable(rune) => target.Append(rune.ToString()),
                < ' ' or 0x7f => target.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 0x10000 => target.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => target.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }
        return target.Append('"');
    }
}
