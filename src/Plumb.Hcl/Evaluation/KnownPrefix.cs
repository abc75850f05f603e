using System.Globalization;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Hcl.Evaluation;

/// <summary>A string of which only the beginning is known.</summary>
internal static class KnownPrefix
{
    // Enough to tell what starts with "https://" and the like, and far from the limits of the wire format.
    private const int MaxBytes = 128;

    // After one of these no combining character can follow that changes the text before it.
    private const string Delimiters = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'";

    public static Value Of(string prefix)
    {
        var safe = Safe(Shorten(prefix));
        return Value.Unknown(DataType.String, safe.Length == 0 ? Refinement.NonNull : new Refinement { NotNull = true, StringPrefix = safe });
    }

    private static string Shorten(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaxBytes) return text;
        var (length, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > MaxBytes) break;
            length += rune.Utf16SequenceLength;
        }
        return text[..length];
    }

    /// <summary>Without the last grapheme cluster, unless nothing that follows can become part of it.</summary>
    private static string Safe(string text)
    {
        text = text.IsNormalized() ? text : text.Normalize();
        if (text.Length == 0 || Delimiters.Contains(text[^1], StringComparison.Ordinal)) return text;
        var last = 0;
        for (var at = 0; at < text.Length; at += StringInfo.GetNextTextElementLength(text.AsSpan(at))) last = at;
        return text[..last];
    }
}
