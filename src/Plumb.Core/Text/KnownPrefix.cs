using System.Buffers;
using System.Globalization;

namespace Plumb.Core.Text;

/// <summary>
/// How much of a text's beginning is certain to stay when unknown text follows it: an accent or a joiner at the start of
/// what follows may change the last character, so that one goes, unless it is one that nothing combines with.
/// </summary>
public static class KnownPrefix
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'");

    /// <summary>The part of a normalized text that can be promised as the prefix of any continuation.</summary>
    public static string Of(string text)
    {
        if (text.Length == 0) return text;
        var starts = StringInfo.ParseCombiningCharacters(text);
        var last = starts[^1];
        if (last == text.Length - 1 && Delimiters.Contains(text[last])) return text;
        // Flags are made of pairs, but with more to come it is open which letters pair up.
        for (var i = starts.Length - 1; i > 0 && IsRegionalIndicator(text, starts[i]) && IsRegionalIndicator(text, starts[i - 1]); i--) last = starts[i - 1];
        return text[..last];
    }

    private static bool IsRegionalIndicator(string text, int at) =>
        text[at] == '\uD83C' && at + 1 < text.Length && text[at + 1] is >= '\uDDE6' and <= '\uDDFF';
}
