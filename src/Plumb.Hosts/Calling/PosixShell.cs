namespace Plumb.Hosts.Calling;

/// <summary>Words for a shell of POSIX.</summary>
internal static class PosixShell
{
    public static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Text inside of double quotes, in which nothing is expanded.</summary>
    public static string Escape(string text) => string.Concat(text.Select(c => c is '"' or '$' or '`' or '\\' ? $"\\{c}" : $"{c}"));
}
