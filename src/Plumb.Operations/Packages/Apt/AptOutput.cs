using System.Text.RegularExpressions;

namespace Plumb.Operations.Packages.Apt;

/// <summary>Reads what apt-get says that it does.</summary>
internal static partial class AptOutput
{
    public static bool SaysNothingDone(string output) =>
        output.Contains("\n0 upgraded, 0 newly installed", StringComparison.Ordinal) || output.Contains("\n0 packages upgraded, 0 newly installed", StringComparison.Ordinal);

    /// <summary>The part that tells which packages change, from after the preparations up to the summary.</summary>
    public static string Changes(string output)
    {
        var lines = output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var start = Array.IndexOf(lines, "Resolving dependencies...");
        if (start < 0) start = Array.IndexOf(lines, "Reading state information...");
        var end = Array.FindIndex(lines, l => Summary().IsMatch(l));
        if (end < 0) end = lines.Length;
        return string.Join('\n', lines[(start + 1)..Math.Min(Math.Max(end + 1, start + 1), lines.Length)]);
    }

    [GeneratedRegex("^[0-9]+ (packages )?upgraded", RegexOptions.CultureInvariant)]
    private static partial Regex Summary();
}
