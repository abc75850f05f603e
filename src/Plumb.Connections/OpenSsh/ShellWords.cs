using System.Buffers;

namespace Plumb.Connections.OpenSsh;

/// <summary>Writes words so that the shell of the other side reads them as they are.</summary>
internal static class ShellWords
{
    private static readonly SearchValues<char> Separating = SearchValues.Create(" \t&|<>^()");

    /// <summary>For a shell of POSIX; a word of harmless characters stays bare.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ':' or '@' or ',' or '=')
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>For Windows' command line, where nothing but a quote ends a quoted word.</summary>
    public static string QuoteForWindows(string word) => word.Contains('"', StringComparison.Ordinal)
        ? throw new ProvisioningException("A path on Windows holds a quotation mark, which no path there can.")
        : word.AsSpan().ContainsAny(Separating) ? $"\"{word}\"" : word;
}
