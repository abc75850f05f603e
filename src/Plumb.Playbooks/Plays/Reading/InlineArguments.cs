using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>What one-line arguments say: those with names, and the text that has none.</summary>
internal sealed record InlineArguments(IReadOnlyList<KeyValuePair<string, string>> Named, string FreeText)
{
    /// <summary>The only names that are taken out of a command; whatever else looks like one, such as <c>a=b</c>, belongs to it.</summary>
    private static readonly HashSet<string> NamesInCommands = ["creates", "removes", "chdir", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends"];

    /// <summary>The parsed arguments, or null where a quote or a template is not closed.</summary>
    /// <param name="text">The arguments as written.</param>
    /// <param name="isCommand">Whether what has no name is kept as written, for modules that take a command.</param>
    public static InlineArguments? Parse(string text, bool isCommand)
    {
        if (ArgumentWords.Find(text) is not { } words) return null;
        var named = new List<KeyValuePair<string, string>>();
        var free = new StringBuilder();
        var kept = 0;
        foreach (var range in words)
        {
            var word = text[range];
            if (word == ArgumentWords.Continuation)
            {
                free.Append(text, kept, range.Start.Value - kept);
                if (range.End.Value == text.Length && free.Length > 0 && free[^1] == ' ') free.Length--;
                kept = AfterContinuation(text, range.End.Value, isFirst: free.Length == 0);
                continue;
            }
            var equals = FindEquals(word);
            if (equals <= 0 || (isCommand && !NamesInCommands.Contains(word[..equals]))) continue;
            named.Add(new(word[..equals].Trim(), ArgumentWords.Unquote(Unescape(word[(equals + 1)..].Trim()))));
            free.Append(text, kept, range.Start.Value - kept);
            kept = range.End.Value;
            while (kept < text.Length && text[kept] == ' ') kept++;
            if (kept < text.Length && text[kept] == '\n') kept++;
        }
        free.Append(text, kept, text.Length - kept);
        var rest = free.ToString();
        // A command is kept with the line feed at its end.
        rest = !isCommand || string.IsNullOrWhiteSpace(rest) ? rest.Trim() : named.Count > 0 ? rest.TrimEnd(' ') : rest;
        return new InlineArguments(named, rest.Replace("\\=", "=", StringComparison.Ordinal));
    }

    /// <summary>Where the text goes on: a line end and one blank belong to the word, and before the first word of a command all blanks.</summary>
    private static int AfterContinuation(string text, int end, bool isFirst)
    {
        if (end < text.Length && text[end] == '\n') end++;
        if (end < text.Length && text[end] == ' ') end++;
        while (isFirst && end < text.Length && text[end] == ' ') end++;
        return end;
    }

    /// <summary>The first equals sign that no backslash stands before and that is outside of templates: a name may be one, as in <c>{{ item }}=1</c>.</summary>
    private static int FindEquals(string word)
    {
        var depth = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '{' && i + 1 < word.Length && word[i + 1] is '{' or '%') (depth, i) = (depth + 1, i + 1);
            else if (depth > 0 && word[i] is '}' or '%' && i + 1 < word.Length && word[i + 1] == '}') (depth, i) = (depth - 1, i + 1);
            else if (depth == 0 && i > 0 && word[i] == '=' && word[i - 1] != '\\') return i;
        }
        return -1;
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            i++;
            var digits = text[i] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits > 0 && i + digits < text.Length && uint.TryParse(text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rune) && Rune.IsValid(rune))
            {
                result.Append(new Rune(rune));
                i += digits;
                continue;
            }
            result.Append(text[i] switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 'a' => "\a", 'b' => "\b", 'f' => "\f", 'v' => "\v", '\\' => "\\", '\'' => "'", '"' => "\"", '=' => "=", var other => "\\" + other });
        }
        return result.ToString();
    }
}
