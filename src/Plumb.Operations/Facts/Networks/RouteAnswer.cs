namespace Plumb.Operations.Facts.Networks;

/// <summary>By which interface, from which address and through which gateway the rest of the world is reached.</summary>
internal sealed record RouteAnswer(string? Interface, string? Address, string? Gateway)
{
    public static readonly RouteAnswer None = new(null, null, null);

    /// <summary>Reads the answer of <c>ip route get</c>, whose first line begins with the address that was asked for.</summary>
    public static RouteAnswer Parse(string? output, string target)
    {
        var words = (output ?? "").Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] != target) return None;
        return new RouteAnswer(After(words, "dev"), After(words, "src"), After(words, "via") is { } gateway && gateway != target ? gateway : null);
    }

    private static string? After(string[] words, string word) => Array.IndexOf(words, word) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : null;
}
