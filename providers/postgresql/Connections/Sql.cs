namespace Plumb.Provider.Postgresql.Connections;

/// <summary>Names and texts as SQL writes them: statements that change catalogs take no parameters.</summary>
internal static class Sql
{
    public const string Public = "public";

    /// <summary>An identifier. Quoted always, so that its case is kept and no word is a keyword.</summary>
    public static string Name(string name) => $"\"{Whole(name).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Name(string schema, string name) => $"{Name(schema)}.{Name(name)}";

    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));

    /// <summary>A role that gets privileges, or everyone.</summary>
    public static string Grantee(string role) => role == Public ? "PUBLIC" : Name(role);

    /// <summary>What becomes of objects that need the one that is dropped.</summary>
    public static string Dependents(bool dropThem) => dropThem ? "CASCADE" : "RESTRICT";

    /// <summary>A text, in the form that means the same whatever standard_conforming_strings is.</summary>
    public static string Text(string text)
    {
        var quoted = Whole(text).Replace("'", "''", StringComparison.Ordinal);
        return quoted.Contains('\\', StringComparison.Ordinal) ? $" E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{quoted}'";
    }

    /// <summary>PostgreSQL has no zero character, and would read the statement up to it.</summary>
    private static string Whole(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new InvalidOperationException("A name or text has a zero character, which PostgreSQL does not have.")
        : text;
}
