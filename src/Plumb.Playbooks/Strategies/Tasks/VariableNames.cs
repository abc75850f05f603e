namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Which names variables may have: Python's identifiers without its words.</summary>
internal static class VariableNames
{
    private static readonly HashSet<string> Words =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
        "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    public static bool IsValid(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Words.Contains(name);
}
