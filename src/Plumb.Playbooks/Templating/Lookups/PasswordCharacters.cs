using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>The characters that a password is made of: names of Python's sets, or the characters themselves, with commas between.</summary>
internal static class PasswordCharacters
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public static string Of(object? chars)
    {
        var sets = chars switch
        {
            null => ["ascii_letters", "digits", ".,:-_"],
            string text => Split(text),
            _ => PyValues.Iterate(chars).Select(PyText.Str),
        };
        // Quotes would have to be escaped wherever the password is used.
        return string.Concat(sets.Select(Set)).Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
    }

    /// <summary>Two commas stand for the comma itself.</summary>
    private static IEnumerable<string> Split(string text)
    {
        IEnumerable<string> parts = text.Replace(",,", ",", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries);
        return text.Contains(",,", StringComparison.Ordinal) ? parts.Prepend(",") : parts;
    }

    private static string Set(string name) => name switch
    {
        "ascii_letters" => Lower + Upper,
        "ascii_lowercase" => Lower,
        "ascii_uppercase" => Upper,
        "digits" => Digits,
        "hexdigits" => Digits + "abcdefABCDEF",
        "octdigits" => "01234567",
        "punctuation" => Punctuation,
        "printable" => Digits + Lower + Upper + Punctuation + " \t\n\r\v\f",
        "whitespace" => " \t\n\r\v\f",
        _ => name,
    };
}
