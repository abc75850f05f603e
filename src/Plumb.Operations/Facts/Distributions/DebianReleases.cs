using System.Text.RegularExpressions;

namespace Plumb.Operations.Facts.Distributions;

/// <summary>Debian and what comes from it.</summary>
internal static partial class DebianReleases
{
    public static DistributionFacts? Read(ReleaseFile file)
    {
        if (file.Contains("Debian") || file.Contains("Raspbian")) return Debian(file);
        if (file.Contains("Ubuntu")) return new DistributionFacts { Name = "Ubuntu" };
        if (file.Contains("SteamOS")) return new DistributionFacts { Name = "SteamOS" };
        if (file.Contains("Kali")) return new DistributionFacts { Name = "Kali", Release = file.Value("DISTRIB_RELEASE") };
        if (file.Contains("Parrot")) return new DistributionFacts { Name = "Parrot", Release = file.Value("DISTRIB_RELEASE") };
        if (file.Contains("Devuan")) return Devuan(file);
        if (file.Contains("Cumulus")) return Versioned(file, "Cumulus Linux") with { Release = file.Value("VERSION") };
        if (file.Contains("Mint")) return Versioned(file, "Linux Mint");
        if (file.Contains("UOS") || file.Contains("Uos") || file.Contains("uos")) return Versioned(file, "Uos") with { Release = file.Value("VERSION_CODENAME") };
        if (file.Contains("Deepin") || file.Contains("deepin")) return Versioned(file, "Deepin") with { Release = file.Value("VERSION_CODENAME") };
        return null;
    }

    private static DistributionFacts Debian(ReleaseFile file)
    {
        var numbers = file.Files.Lines("/etc/debian_version").Select(l => MajorAndMinor().Match(l)).LastOrDefault(m => m.Success);
        return new DistributionFacts
        {
            Name = "Debian",
            Release = InParentheses().Match(file.Text) is { Success: true } match ? match.Groups[1].Value : null,
            MinorVersion = numbers?.Groups[2].Value,
        };
    }

    private static DistributionFacts Devuan(ReleaseFile file) => new()
    {
        Name = "Devuan",
        Release = LastWordOfName().Match(file.Text) is { Success: true } match ? match.Groups[1].Value : null,
        Version = file.Value("VERSION_ID"),
        MajorVersion = file.Value("VERSION_ID"),
    };

    private static DistributionFacts Versioned(ReleaseFile file, string name) => new()
    {
        Name = name,
        Version = file.Value("VERSION_ID"),
        MajorVersion = file.Value("VERSION_ID")?.Split('.')[0],
    };

    [GeneratedRegex(@"PRETTY_NAME=[^(]+ \(?([^)]+?)\)", RegexOptions.CultureInvariant)]
    private static partial Regex InParentheses();

    [GeneratedRegex(@"PRETTY_NAME=""?[^(""]+ \(?([^) ""]+)\)?", RegexOptions.CultureInvariant)]
    private static partial Regex LastWordOfName();

    [GeneratedRegex(@"(\d+)\.(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex MajorAndMinor();
}
