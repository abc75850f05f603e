using System.Text.RegularExpressions;

namespace Plumb.Operations.Facts.Distributions;

/// <summary>openSUSE and SUSE Linux Enterprise.</summary>
internal static partial class SuseReleases
{
    public static DistributionFacts? Read(ReleaseFile file)
    {
        if (!file.Text.Contains("suse", StringComparison.OrdinalIgnoreCase)) return null;
        var facts = file.IsOsRelease ? FromOsRelease(file) : FromOldFile(file);
        var product = file.Files.LinkName("/etc/products.d/baseproduct");
        return product == "SLES_SAP.prod" ? facts with { Name = "SLES_SAP" } : facts;
    }

    // Enterprise releases have numbers for names, and the first of a version none at all.
    private static DistributionFacts FromOsRelease(ReleaseFile file)
    {
        var version = Version().Match(file.Value("VERSION_ID") ?? "");
        var minor = version.Groups["minor"].Value;
        string? release = null;
        if (version.Success && file.Text.Contains("open", StringComparison.OrdinalIgnoreCase)) release = minor;
        else if (version.Success && file.Text.Contains("enterprise", StringComparison.OrdinalIgnoreCase)) release = minor.Length > 0 ? minor : "0";
        return new DistributionFacts
        {
            Name = file.Value("NAME"),
            Version = version.Success ? version.Value : null,
            MajorVersion = version.Success ? version.Groups["major"].Value : null,
            Release = release,
        };
    }

    private static DistributionFacts FromOldFile(ReleaseFile file)
    {
        var lines = file.Text.Split('\n');
        if (file.Text.Contains("open", StringComparison.OrdinalIgnoreCase))
        {
            return new DistributionFacts { Name = lines[0].Split(' ')[0], Release = Setting(lines, "CODENAME") };
        }
        var level = Setting(lines, "PATCHLEVEL");
        return new DistributionFacts
        {
            Name = file.Contains("Server") ? "SLES" : file.Contains("Desktop") ? "SLED" : null,
            Release = level,
            Version = level is null ? null : $"{file.Guess.Version}.{level}",
        };
    }

    private static string? Setting(IEnumerable<string> lines, string name) =>
        lines.Select(l => l.Split('=', 2)).Where(p => p.Length == 2 && p[0].Trim() == name).Select(p => p[1].Trim()).LastOrDefault();

    [GeneratedRegex(@"^(?<major>[0-9]+)\.?(?<minor>[0-9]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
