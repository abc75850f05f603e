using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Foreign;

/// <summary>Options of foreign servers and of user mappings: names and texts that their wrapper understands.</summary>
internal static class ForeignOptions
{
    /// <summary>The clause of a statement that creates something.</summary>
    public static string Of(IReadOnlyDictionary<string, string>? options) =>
        options is { Count: > 0 } ? $" OPTIONS ({string.Join(", ", Sorted(options).Select(o => $"{Sql.Name(o.Key)} {Sql.Text(o.Value)}"))})" : "";

    /// <summary>The clause that makes the one of the other; null where they are the same.</summary>
    public static string? Change(IReadOnlyDictionary<string, string>? from, IReadOnlyDictionary<string, string>? to)
    {
        var (before, after) = (from ?? new Dictionary<string, string>(), to ?? new Dictionary<string, string>());
        string[] changes =
        [
            .. Sorted(before).Where(o => !after.ContainsKey(o.Key)).Select(o => $"DROP {Sql.Name(o.Key)}"),
            .. Sorted(after).Where(o => !before.TryGetValue(o.Key, out var old) || old != o.Value).Select(o => $"{(before.ContainsKey(o.Key) ? "SET" : "ADD")} {Sql.Name(o.Key)} {Sql.Text(o.Value)}"),
        ];
        return changes.Length == 0 ? null : $" OPTIONS ({string.Join(", ", changes)})";
    }

    /// <summary>As the catalog has them: name=text. None are the same as no such attribute, whichever a state has.</summary>
    public static Dictionary<string, string>? Read(IReadOnlyList<string> stored, Dictionary<string, string>? state) => stored.Count == 0 && state is not { Count: > 0 } ? state
        : stored.Select(o => o.Split('=', 2)).ToDictionary(o => o[0], o => o[1], StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Sorted(IReadOnlyDictionary<string, string> options) => options.OrderBy(o => o.Key, StringComparer.Ordinal);
}
