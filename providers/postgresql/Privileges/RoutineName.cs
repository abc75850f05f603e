using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Privileges;

/// <summary>A function as configurations name it: the name alone, or with the types of its arguments where there are several of one name.</summary>
internal static class RoutineName
{
    public static bool HasArguments(string text) => text.Contains('(', StringComparison.Ordinal);

    /// <summary>Whether the arguments are a list of types. They stand in SQL as they are written, so nothing else may be in them.</summary>
    public static bool IsWellFormed(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return text.Length > 0;
        if (open == 0 || text[^1] != ')') return false;
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '(') depth++;
            else if (c == ')' && --depth == 0) return i == text.Length - 1;
            else if (!char.IsLetterOrDigit(c) && !" ,._[]%$)".Contains(c, StringComparison.Ordinal)) return false;
        }
        return false;
    }

    /// <exception cref="InvalidOperationException">The arguments are no list of types.</exception>
    public static string ToSql(string schema, string text)
    {
        if (!IsWellFormed(text)) throw new InvalidOperationException($"\"{text}\" is not the name of a function, with or without the types of its arguments.");
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? Sql.Name(schema, text) : Sql.Name(schema, text[..open].TrimEnd()) + text[open..];
    }
}
