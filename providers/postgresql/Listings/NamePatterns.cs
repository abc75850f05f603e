namespace Plumb.Provider.Postgresql.Listings;

/// <summary>Names that are asked for, as SQL patterns and as a regular expression.</summary>
internal sealed record NamePatterns(List<string>? LikeAny, List<string>? LikeAll, List<string>? NotLikeAll, string? Regex)
{
    public Conditions AddTo(Conditions conditions, string column) => conditions
        .And($"{column} LIKE ANY ({{0}})", LikeAny)
        .And($"{column} LIKE ALL ({{0}})", LikeAll)
        .And($"{column} NOT LIKE ALL ({{0}})", NotLikeAll)
        .And($"{column} ~ {{0}}", Regex);

    /// <summary>How an id tells what was asked for.</summary>
    public IEnumerable<string> IdParts => [List("ANY", LikeAny), List("ALL", LikeAll), List("ALL", NotLikeAll), Regex ?? ""];

    public static string List(string quantifier, IEnumerable<string>? texts) => $"{quantifier} (array[{string.Join(',', (texts ?? []).Select(t => $"'{t}'"))}])";
}
