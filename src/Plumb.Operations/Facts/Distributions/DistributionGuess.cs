using System.Text.RegularExpressions;

namespace Plumb.Operations.Facts.Distributions;

/// <summary>
/// The first idea of a distribution, from the fields of os-release alone, or on systems older than that from the release file.
/// </summary>
internal static partial class DistributionGuess
{
    private const string DistroLibrary = "/usr/lib/python3/dist-packages/distro";

    private static readonly string[] ReleaseFiles = ["/etc/redhat-release", "/etc/centos-release", "/etc/oracle-release", "/etc/system-release"];

    public static DistributionFacts Of(FactFiles files, IReadOnlyDictionary<string, string> release)
    {
        var id = NormalId(release.GetValueOrDefault("ID")?.ToLowerInvariant());
        var old = ReleaseFiles.Select(f => OldRelease().Match(files.Text(f) ?? "")).FirstOrDefault(m => m.Success);
        if (id is null && old is not null) id = old.Groups["name"].Value.Split(' ')[0].ToLowerInvariant();

        var version = Version(files, id, release.GetValueOrDefault("VERSION_ID"), old);
        return new DistributionFacts
        {
            Name = Capitalized(id),
            Version = version,
            MajorVersion = version.Split('.')[0] is { Length: > 0 } major ? major : "NA",
            Release = release.GetValueOrDefault("VERSION_CODENAME") ?? release.GetValueOrDefault("UBUNTU_CODENAME") ?? Codename(files, release, old),
        };
    }

    private static string? NormalId(string? id) => id switch
    {
        "ol" => "oracle",
        "opensuse-leap" or "opensuse-tumbleweed" => "opensuse",
        _ => id,
    };

    private static string Capitalized(string? id) => id switch
    {
        null or "" => "OtherLinux",
        "amzn" => "Amazon",
        "rhel" => "Redhat",
        _ => char.ToUpperInvariant(id[0]) + id[1..],
    };

    // Debian and CentOS leave the minor version out of os-release; their own files have it. For Debian the peer tells it only where a
    // library of Python's is installed that reads it, and playbooks that compare versions go by what they were told.
    private static string Version(FactFiles files, string? id, string? versionId, Match? old)
    {
        var own = id switch
        {
            "debian" => files.Exists(DistroLibrary) && files.Text("/etc/debian_version") is { } text && char.IsAsciiDigit(text[0]) ? text : null,
            "centos" when old is not null => string.Join('.', old.Groups["version"].Value.Split('.').Take(2)),
            _ => null,
        };
        return own ?? versionId ?? old?.Groups["version"].Value ?? "NA";
    }

    private static string Codename(FactFiles files, IReadOnlyDictionary<string, string> release, Match? old)
    {
        var lsb = files.Lines("/etc/lsb-release").FirstOrDefault(l => l.StartsWith("DISTRIB_CODENAME=", StringComparison.Ordinal));
        if (lsb is not null && lsb.Split('=', 2)[1].Trim('"') is { Length: > 0 } codename) return codename;
        if (InParentheses().Match(release.GetValueOrDefault("VERSION", "")) is { Success: true } match) return match.Groups[1].Value;
        return old?.Groups["codename"] is { Success: true } group ? group.Value : "NA";
    }

    [GeneratedRegex(@"^(?<name>.+?)\s+(?:Linux\s+)?release\s+(?<version>[\d.]+)[^(]*(?:\((?<codename>[^)]*)\))?", RegexOptions.CultureInvariant)]
    private static partial Regex OldRelease();

    [GeneratedRegex(@"\((.+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex InParentheses();
}
