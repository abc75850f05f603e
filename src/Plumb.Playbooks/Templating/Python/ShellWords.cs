namespace Plumb.Playbooks.Templating.Python;

/// <summary>Text made safe for a shell, as Python's <c>shlex.quote</c> makes it.</summary>
internal static class ShellWords
{
    public static string Quote(string text)
    {
        if (text.Length == 0) return "''";
        var safe = text.All(c => char.IsAsciiLetterOrDigit(c) || "@%_+=:,./-".Contains(c, StringComparison.Ordinal));
        return safe ? text : $"'{text.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";
    }
}
