using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Configuration;

/// <summary>Replaces $NAME and ${NAME} in paths; what is not set stays as it is.</summary>
internal static partial class PathVariables
{
    public static string Replace(string text, Func<string, string?> variable) =>
        text.Contains('$', StringComparison.Ordinal) ? Pattern().Replace(text, match => variable(match.Groups["name"].Value) ?? match.Value) : text;

    [GeneratedRegex(@"\$(?:\{(?<name>[^}]*)\}|(?<name>\w+))", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
