using System.Buffers;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>The classes of characters that the grammar knows.</summary>
internal static class YamlCharacters
{
    // A test that is cheap for nearly all text: everything else is looked at one by one.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c), '\n', '\r', '\t']);

    public static bool IsBreak(char c) => c is '\n' or '\r';

    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsFlowIndicator(char c) => c is ',' or '[' or ']' or '{' or '}';

    /// <summary>The first character that YAML does not allow at all, or -1. Half of a surrogate pair is not a character.</summary>
    public static int FindUnprintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var ahead = text.AsSpan(i).IndexOfAnyExcept(Plain);
            if (ahead < 0) return -1;
            i += ahead;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (!IsPrintable(text[i])) return i;
        }
        return -1;
    }

    public static bool IsPrintable(char c) => c is '\t' or '\n' or '\r' or '\u0085' or >= ' ' and <= '~' or >= '\u00A0' and <= '\uD7FF' or >= '\uE000' and <= '\uFFFD';

    public static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
