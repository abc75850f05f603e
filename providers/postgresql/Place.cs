namespace Plumb.Provider.Postgresql;

/// <summary>Where an object is that is in a database.</summary>
internal static class Place
{
    /// <summary>The database that is named, or else the one that the id begins with: an object stays where it was made. Null where neither tells.</summary>
    public static string? Of(string? database, string? id, string name)
    {
        if (database is { Length: > 0 }) return database;
        return id is not null && id.Length > name.Length + 1 && id.EndsWith("." + name, StringComparison.Ordinal) ? id[..^(name.Length + 1)] : null;
    }
}
