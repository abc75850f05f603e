
namespace Plumb.Engine.Functions.Filesystem;

/// <summary>
/// The pattern of one name in a path, with the peer's rules: <c>*</c> any run, <c>?</c> any character,
/// <c>[a-z]</c> and <c>[^a-z]</c> one of a class, <c>{a,b}</c> one of several texts (not nested), <c>\</c> takes the
/// next character as it is. A malformed pattern is a fault only where matching gets as far as the malformed place.
/// </summary>
internal sealed class GlobComponent
{
    private const int MaxAlternatives = 4096;

    private readonly IReadOnlyList<GlobToken[]> _alternatives;

    private GlobComponent(IReadOnlyList<GlobToken[]> alternatives) => _alternatives = alternatives;

    internal static GlobComponent Parse(string pattern)
    {
        var alternatives = new List<GlobToken[]>();
        Expand([], pattern, alternatives);
        return new GlobComponent(alternatives);
    }

    internal static bool IsLiteral(string pattern) => pattern.AsSpan().IndexOfAny("*?[{\\") < 0;

    /// <summary>Null where the pattern turns out to be malformed.</summary>
    internal bool? Matches(string name)
    {
        var characters = name.EnumerateRunes().ToArray();
        foreach (var tokens in _alternatives)
        {
            var outcome = new GlobMatch(tokens, characters).Run();
            if (outcome is not false) return outcome;
        }
        return false;
    }

    /// <summary>Spells out each choice of braces, so that matching knows none.</summary>
    private static void Expand(List<GlobToken> start, string rest, List<GlobToken[]> alternatives)
    {
        if (alternatives.Count >= MaxAlternatives)
        {
            alternatives[^1] = [GlobToken.Malformed];
            return;
        }
        var tokens = new List<GlobToken>(start);
        while (rest.Length > 0)
        {
            if (rest[0] != '{')
            {
                tokens.Add(GlobToken.Read(ref rest));
                continue;
            }
            if (IndexOfUnescaped(rest, '}', 1) is not (> 0 and var end))
            {
                tokens.Add(GlobToken.Malformed);
                break;
            }
            foreach (var choice in Choices(rest[1..end])) Expand(tokens, choice + rest[(end + 1)..], alternatives);
            return;
        }
        alternatives.Add([.. tokens]);
    }

    private static IEnumerable<string> Choices(string list)
    {
        var start = 0;
        for (var comma = IndexOfUnescaped(list, ',', 0); comma >= 0; comma = IndexOfUnescaped(list, ',', start))
        {
            yield return list[start..comma];
            start = comma + 1;
        }
        yield return list[start..];
    }

    internal static int IndexOfUnescaped(string text, char wanted, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == wanted) return i;
            if (text[i] == '\\') i++;
        }
        return -1;
    }
}
