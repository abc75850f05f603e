using System.Globalization;
using System.Text;

namespace Plumb.Conformance.TypedValues;

/// <summary>
/// The part of a prefix that stays as it is whatever text follows. The last grapheme cluster may still change (a combining
/// mark may follow), unless it is a delimiter that never combines.
/// </summary>
internal static class SafePrefix
{
    private const string Delimiters = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'";

    public static string Of(string prefix)
    {
        var text = prefix.Normalize(NormalizationForm.FormC);
        if (text.Length == 0) return text;
        var clusters = StringInfo.ParseCombiningCharacters(text);
        var last = clusters[^1];
        return text.Length - last == 1 && Delimiters.Contains(text[last], StringComparison.Ordinal) ? text : text[..last];
    }
}
