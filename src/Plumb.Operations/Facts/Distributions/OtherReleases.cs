using System.Text.RegularExpressions;

namespace Plumb.Operations.Facts.Distributions;

/// <summary>Distributions of whose files a few lines tell all.</summary>
internal static partial class OtherReleases
{
    public static DistributionFacts? CentOs(ReleaseFile file)
    {
        if (file.Contains("CentOS Stream")) return new DistributionFacts { Release = "Stream" };
        return file.Contains("TencentOS Server") ? new DistributionFacts { Name = "TencentOS" } : null;
    }

    public static DistributionFacts? Amazon(ReleaseFile file)
    {
        if (!file.Contains("Amazon")) return null;
        if (!file.IsOsRelease)
        {
            var number = file.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => w.All(char.IsAsciiDigit));
            return new DistributionFacts { Version = number ?? "NA" };
        }
        var version = file.Value("VERSION_ID")?.Split('.', 2);
        return version is null ? new DistributionFacts() : new DistributionFacts
        {
            Version = string.Join('.', version),
            MajorVersion = version[0],
            MinorVersion = version.Length > 1 ? version[1] : "NA",
        };
    }

    public static DistributionFacts? Slackware(ReleaseFile file) => !file.Contains("Slackware")
        ? null
        : new DistributionFacts { Version = DottedWord().Match(file.Text) is { Success: true } match ? match.Value : null };

    public static DistributionFacts? OpenWrt(ReleaseFile file) => !file.Contains("OpenWrt")
        ? null
        : new DistributionFacts { Version = file.Value("DISTRIB_RELEASE"), Release = file.Value("DISTRIB_CODENAME") };

    public static DistributionFacts? Mandriva(ReleaseFile file) => !file.Contains("Mandriva")
        ? null
        : new DistributionFacts { Version = file.Value("DISTRIB_RELEASE"), Release = file.Value("DISTRIB_CODENAME") };

    public static DistributionFacts? ClearLinux(ReleaseFile file)
    {
        if (file.Value("NAME") is not { } name || !name.Contains("Clear Linux", StringComparison.Ordinal)) return null;
        var version = file.Value("VERSION_ID");
        return new DistributionFacts { Name = name, Version = version, MajorVersion = version, Release = file.Value("ID") };
    }

    public static DistributionFacts? CoreOs(ReleaseFile file) =>
        file.Guess.Name == "Coreos" ? new DistributionFacts { Release = file.Value("GROUP") } : null;

    public static DistributionFacts? Flatcar(ReleaseFile file) => file.Guess.Name != "Flatcar"
        ? null
        : new DistributionFacts { Version = file.Value("VERSION"), MajorVersion = file.Value("VERSION")?.Split('.')[0] };

    public static DistributionFacts Unknown(ReleaseFile file) =>
        new() { Name = file.Value("NAME"), Version = file.Guess.Version == "NA" ? file.Value("VERSION") : null };

    [GeneratedRegex(@"\w+[.]\w+\+?", RegexOptions.CultureInvariant)]
    private static partial Regex DottedWord();
}
