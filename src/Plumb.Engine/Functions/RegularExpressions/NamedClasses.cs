using System.Collections.Concurrent;
using System.Globalization;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>The classes that a pattern can call by name: Perl's (<c>\d</c>), POSIX's (<c>[:alpha:]</c>) and Unicode's (<c>\p{Greek}</c>).</summary>
internal static class NamedClasses
{
    private const string Resource = "Plumb.Engine.UnicodeRanges.txt";

    private static readonly Lazy<Dictionary<string, string>> UnicodeText = new(LoadUnicode);
    private static readonly ConcurrentDictionary<string, CharacterClass?> UnicodeClasses = new(StringComparer.Ordinal);

    internal static CharacterClass Digits { get; } = CharacterClass.Of(('0', '9'));

    internal static CharacterClass Spaces { get; } = CharacterClass.Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));

    internal static CharacterClass WordCharacters { get; } = CharacterClass.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    internal static CharacterClass? Perl(char letter) => letter switch
    {
        'd' => Digits,
        'D' => Digits.Negated(),
        's' => Spaces,
        'S' => Spaces.Negated(),
        'w' => WordCharacters,
        'W' => WordCharacters.Negated(),
        _ => null,
    };

    internal static CharacterClass? Posix(ReadOnlySpan<char> name) => name switch
    {
        "alnum" => CharacterClass.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        "alpha" => CharacterClass.Of(('A', 'Z'), ('a', 'z')),
        "ascii" => CharacterClass.Of((0, 0x7F)),
        "blank" => CharacterClass.Of(('\t', '\t'), (' ', ' ')),
        "cntrl" => CharacterClass.Of((0, 0x1F), (0x7F, 0x7F)),
        "digit" => Digits,
        "graph" => CharacterClass.Of(('!', '~')),
        "lower" => CharacterClass.Of(('a', 'z')),
        "print" => CharacterClass.Of((' ', '~')),
        "punct" => CharacterClass.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        "space" => CharacterClass.Of(('\t', '\r'), (' ', ' ')),
        "upper" => CharacterClass.Of(('A', 'Z')),
        "word" => WordCharacters,
        "xdigit" => CharacterClass.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
        _ => null,
    };

    /// <summary>A general category (<c>Lu</c>, or <c>L</c> for all that start so), a script or <c>Any</c>; null if there is none of the name.</summary>
    internal static CharacterClass? Unicode(string name) => UnicodeClasses.GetOrAdd(name, static n => FindUnicode(n));

    private static CharacterClass? FindUnicode(string name)
    {
        if (name == "Any") return CharacterClass.Any;
        var texts = UnicodeText.Value;
        if (texts.TryGetValue(name, out var ranges)) return CharacterClass.Of(ParseRanges(ranges));
        if (name is not ("C" or "L" or "M" or "N" or "P" or "S" or "Z")) return null;
        return CharacterClass.Of(texts.Where(t => t.Key.Length == 2 && t.Key[0] == name[0]).SelectMany(t => ParseRanges(t.Value)));
    }

    private static Dictionary<string, string> LoadUnicode()
    {
        using var stream = typeof(NamedClasses).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            texts.Add(line[..space], line[(space + 1)..]);
        }
        return texts;
    }

    private static IEnumerable<(int First, int Last)> ParseRanges(string text)
    {
        var last = 0;
        foreach (var range in text.Split(' '))
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            var first = last + Hex(dash < 0 ? range : range[..dash]);
            last = dash < 0 ? first : first + Hex(range[(dash + 1)..]);
            yield return (first, last);
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
