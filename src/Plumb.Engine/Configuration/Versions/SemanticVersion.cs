using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Core.Text;

namespace Plumb.Engine.Configuration.Versions;

/// <summary>
/// A semantic version (semver.org 2.0). Reading is as lenient as Terraform's: a leading <c>v</c> is dropped and missing
/// parts are zero. Build metadata takes no part in precedence.
/// </summary>
public sealed record SemanticVersion(long Major, long Minor, long Patch, string Prerelease = "", string Build = "") : IComparable<SemanticVersion>
{
    public bool IsPrerelease => Prerelease.Length > 0;

    public static bool TryParse(string text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = VersionText.Read(text)?.ToVersion();
        return version is not null;
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null) return 1;
        if (Major != other.Major) return Major.CompareTo(other.Major);
        if (Minor != other.Minor) return Minor.CompareTo(other.Minor);
        return Patch != other.Patch ? Patch.CompareTo(other.Patch) : ComparePrerelease(Prerelease, other.Prerelease);
    }

    /// <summary>Whether both are equal but for build metadata.</summary>
    public bool IsSameRelease(SemanticVersion other) => CompareTo(other) == 0;

    public override string ToString()
    {
        var core = string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
        if (Prerelease.Length > 0) core += "-" + Prerelease;
        return Build.Length > 0 ? core + "+" + Build : core;
    }

    private static int ComparePrerelease(string a, string b)
    {
        if (a == b) return 0;
        // A release comes after all of its prereleases.
        if (a.Length == 0) return 1;
        if (b.Length == 0) return -1;
        var (mine, theirs) = (a.Split('.'), b.Split('.'));
        for (var i = 0; i < Math.Min(mine.Length, theirs.Length); i++)
            if (CompareIdentifier(mine[i], theirs[i]) is not 0 and var order) return order;
        return mine.Length.CompareTo(theirs.Length);
    }

    private static int CompareIdentifier(string a, string b)
    {
        var aIsNumber = long.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var x);
        var bIsNumber = long.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var y);
        if (aIsNumber && bIsNumber) return x.CompareTo(y);
        if (aIsNumber != bIsNumber) return aIsNumber ? -1 : 1;
        return Utf8Order.Compare(a, b);
    }
}
