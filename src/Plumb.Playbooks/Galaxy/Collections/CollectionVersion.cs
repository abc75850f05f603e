using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>A version of a collection: semantic versioning 2.0.0, where build metadata orders nothing.</summary>
public sealed record CollectionVersion(BigInteger Major, BigInteger Minor, BigInteger Patch, string PreRelease, string Build) : IComparable<CollectionVersion>
{
    public bool IsPreRelease => PreRelease.Length > 0;

    public static bool TryParse(string? text, [NotNullWhen(true)] out CollectionVersion? version)
    {
        version = null;
        if (text is null || text.Length > 256) return false;
        var (rest, build) = Cut(text, '+');
        var (core, pre) = Cut(rest, '-');
        var numbers = core.Split('.');
        if (numbers.Length != 3 || !numbers.All(n => n.Length > 0 && n.All(char.IsAsciiDigit))) return false;
        var parsed = numbers.Select(n => BigInteger.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        version = new CollectionVersion(parsed[0], parsed[1], parsed[2], pre, build);
        return true;
    }

    public int CompareTo(CollectionVersion? other)
    {
        if (other is null) return 1;
        var order = Major.CompareTo(other.Major);
        if (order == 0) order = Minor.CompareTo(other.Minor);
        if (order == 0) order = Patch.CompareTo(other.Patch);
        return order != 0 ? order : ComparePreReleases(PreRelease, other.PreRelease);
    }

    public override string ToString() => $"{Major}.{Minor}.{Patch}{(IsPreRelease ? "-" + PreRelease : "")}{(Build.Length > 0 ? "+" + Build : "")}";

    /// <summary>What is released comes after all that led to it.</summary>
    private static int ComparePreReleases(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0) return right.Length.CompareTo(left.Length);
        var (mine, theirs) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < mine.Length && i < theirs.Length; i++)
        {
            var (isNumber, isTheirNumber) = (mine[i].All(char.IsAsciiDigit), theirs[i].All(char.IsAsciiDigit));
            var order = isNumber && isTheirNumber
                ? BigInteger.Parse("0" + mine[i], CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse("0" + theirs[i], CultureInfo.InvariantCulture))
                : isNumber != isTheirNumber ? (isNumber ? -1 : 1) : string.CompareOrdinal(mine[i], theirs[i]);
            if (order != 0) return order;
        }
        return mine.Length.CompareTo(theirs.Length);
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }
}
