using System.Numerics;
using System.Text.RegularExpressions;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>Versions as lists that Python's order puts in the order of the versions.</summary>
internal static partial class VersionKeys
{
    public static Func<string, object> Find(string type) => type switch
    {
        "loose" => Loose,
        "strict" => Strict,
        "semver" or "semantic" => Semantic,
        "pep440" => Pep440VersionKey.Of,
        _ => throw TemplatingException.Filter($"Invalid version type ({type}). Must be one of 'loose', 'strict', 'semver', 'semantic', 'pep440'"),
    };

    /// <summary>Numbers and words as they come: a number and a word in the same place cannot be compared.</summary>
    public static object Loose(string version)
    {
        List<object?> parts = [];
        var from = 0;
        foreach (Match match in LooseParts().Matches(version))
        {
            Add(version[from..match.Index]);
            Add(match.Value);
            from = match.Index + match.Length;
        }

        Add(version[from..]);
        return new PyList(parts);

        void Add(string part)
        {
            if (part.Length == 0 || part == ".") return;
            parts.Add(char.IsDigit(part[0]) ? Number(part) : part);
        }
    }

    /// <summary>Two or three numbers, and perhaps a for alpha or b for beta with a number.</summary>
    public static object Strict(string version)
    {
        var match = StrictVersion().Match(version);
        if (!match.Success) throw JinjaException.Value($"invalid version number '{version}'");
        var groups = match.Groups;
        return new PyList([Number(groups[1].Value), Number(groups[2].Value), groups[3].Success ? Number(groups[3].Value) : 0L, Rank(!groups[4].Success), groups[4].Value, groups[5].Success ? Number(groups[5].Value) : 0L]);
    }

    /// <summary>Semantic Versioning 2.0.0: what follows a plus sign does not count.</summary>
    public static object Semantic(string version)
    {
        var match = SemanticVersion().Match(version);
        if (!match.Success) throw JinjaException.Value($"invalid semantic version '{version}'");
        var prerelease = match.Groups[4].Success ? match.Groups[4].Value.Split('.').Select(Identifier) : [];
        return new PyList([Number(match.Groups[1].Value), Number(match.Groups[2].Value), Number(match.Groups[3].Value), Rank(!match.Groups[4].Success), new PyList(prerelease)]);
    }

    internal static object Number(string digits) => PyInteger.Box(BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));

    // Numbers come before words.
    private static object? Identifier(string part) => part.All(char.IsAsciiDigit) ? new PyTuple(0L, Number(part)) : new PyTuple(1L, part);

    // A version before the release comes before the release.
    private static long Rank(bool isRelease) => isRelease ? 1L : 0L;

    [GeneratedRegex(@"[0-9]+|[a-z]+|\.", RegexOptions.CultureInvariant)]
    private static partial Regex LooseParts();

    [GeneratedRegex(@"\A([0-9]+)\.([0-9]+)(?:\.([0-9]+))?(?:([ab])([0-9]+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex StrictVersion();

    [GeneratedRegex(@"\A(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SemanticVersion();
}
