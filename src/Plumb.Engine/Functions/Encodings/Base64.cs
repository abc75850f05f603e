using System.Diagnostics.CodeAnalysis;

namespace Plumb.Engine.Functions.Encodings;

/// <summary>Base64 with the standard alphabet and padding. Line ends are skipped when reading; other white space is an error.</summary>
internal static class Base64
{
    internal static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var lineEnds = text.AsSpan().IndexOfAny('\r', '\n') >= 0;
        var clean = lineEnds ? text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) : text;
        // The platform skips blanks, which are not part of the format.
        if (clean.AsSpan().IndexOfAny(' ', '\t') >= 0) return false;
        var buffer = new byte[clean.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(clean, buffer, out var written)) return false;
        bytes = buffer[..written];
        return true;
    }
}
