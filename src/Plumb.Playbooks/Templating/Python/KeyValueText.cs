using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>
/// The one-line form of arguments (<c>path length=12 chars=a,b</c>): words, of which those with an equals sign are named. Quotes keep
/// blanks together, blocks of a template stay whole.
/// </summary>
internal static class KeyValueText
{
    public static (string Free, IReadOnlyDictionary<string, string> Named) Parse(string text)
    {
        Dictionary<string, string> named = new(StringComparer.Ordinal);
        List<string> free = [];
        foreach (var word in Words(text))
        {
            var equals = FirstEquals(word);
            if (equals <= 0) free.Add(word.Replace("\\=", "=", StringComparison.Ordinal));
            else named[word[..equals].Trim()] = Unquote(word[(equals + 1)..].Trim());
        }

        return (string.Join(' ', free), named);
    }

    private static int FirstEquals(string word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            if (word[at] == '=' && word[at - 1] != '\\') return at;
        }

        return -1;
    }

    private static string Unquote(string text) =>
        text.Length > 1 && text[0] == text[^1] && text[0] is '"' or '\'' && text[^2] != '\\' ? text[1..^1] : text;

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var quote = '\0';
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (quote == '\0' && depth == 0 && char.IsWhiteSpace(character))
            {
                if (word.Length > 0) yield return word.ToString();
                word.Clear();
                continue;
            }

            word.Append(character);
            if (character is '\'' or '"' && (at == 0 || text[at - 1] != '\\'))
            {
                if (quote == '\0') quote = character;
                else if (quote == character) quote = '\0';
            }

            if (at == 0) continue;
            if (text[at - 1] == '{' && character is '{' or '%' or '#') depth++;
            if (depth > 0 && character == '}' && text[at - 1] is '}' or '%' or '#') depth--;
        }

        if (quote != '\0' || depth > 0) throw TemplatingException.Filter($"failed at splitting arguments, either an unbalanced jinja2 block or quotes: {text}");
        if (word.Length > 0) yield return word.ToString();
    }
}
