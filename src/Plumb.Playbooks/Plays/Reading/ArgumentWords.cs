namespace Plumb.Playbooks.Plays.Reading;

/// <summary>
/// Finds the words of the one-line form of arguments, as in <c>copy: src=a dest="b c" mode={{ m }}</c>. Quotes and the braces of
/// templates keep spaces inside of a word.
/// </summary>
internal static class ArgumentWords
{
    /// <summary>A word by itself that says that a line goes on in the next, and means nothing where lines were folded.</summary>
    public const string Continuation = "\\";

    /// <summary>Where each word is, or null where a quote or a template is not closed.</summary>
    public static List<Range>? Find(string text)
    {
        var words = new List<Range>();
        var (quote, depth, start) = ('\0', 0, -1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && depth == 0 && char.IsWhiteSpace(c))
            {
                if (start >= 0) words.Add(start..i);
                start = -1;
                continue;
            }
            if (start < 0) start = i;
            if (c == '\\' && !IsContinuation(text, start, i)) i++;
            else if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c == '{' && (Next(text, i) is '{' or '%' or '#')) (depth, i) = (depth + 1, i + 1);
            else if (depth > 0 && (c is '}' or '%' or '#') && Next(text, i) == '}') (depth, i) = (depth - 1, i + 1);
            else if (depth == 0 && (c is '"' or '\'')) quote = c;
        }
        if (quote != '\0' || depth > 0) return null;
        if (start >= 0) words.Add(start..text.Length);
        return words;
    }

    /// <summary>The text without the quotes around it, where it has the same at both ends.</summary>
    public static string Unquote(string text) =>
        text.Length > 1 && (text[0] is '"' or '\'') && text[0] == text[^1] && text[^2] != '\\' ? text[1..^1] : text;

    private static bool IsContinuation(string text, int start, int at) => start == at && Next(text, at) is ' ' or '\n';

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';
}
