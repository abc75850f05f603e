using System.Text.RegularExpressions;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>Versions of Python packages (PEP 440): <c>1!2.0rc1.post2.dev3+local</c>.</summary>
internal static partial class Pep440VersionKey
{
    private static readonly PyTuple Lowest = new(-1L);
    private static readonly PyTuple Highest = new(1L);

    public static object Of(string version)
    {
        var match = Pattern().Match(version);
        if (!match.Success) throw new JinjaException("packaging.version.InvalidVersion", $"Invalid version: '{version}'");
        return new PyList([Epoch(match), Release(match), Pre(match), Post(match), Dev(match), Local(match)]);
    }

    private static object Epoch(Match match) => NumberOf(match, "epoch");

    private static PyList Release(Match match)
    {
        List<object?> numbers = [.. match.Groups["release"].Value.Split('.').Select(VersionKeys.Number)];
        // 1.0 and 1 are the same version.
        while (numbers.Count > 1 && numbers[^1] is 0L) numbers.RemoveAt(numbers.Count - 1);
        return new PyList(numbers);
    }

    private static PyTuple Pre(Match match)
    {
        // A development release of the release comes before its candidates.
        if (!match.Groups["pre"].Success) return !match.Groups["post"].Success && match.Groups["dev"].Success ? Lowest : Highest;
        var letter = match.Groups["preLetter"].Value.ToLowerInvariant() switch { "alpha" => "a", "beta" => "b", "c" or "pre" or "preview" => "rc", var l => l };
        return new PyTuple(0L, letter, NumberOf(match, "preNumber"));
    }

    private static PyTuple Post(Match match) => match.Groups["post"].Success ? new PyTuple(0L, NumberOf(match, match.Groups["postNumber"].Success ? "postNumber" : "postImplicit")) : Lowest;

    private static PyTuple Dev(Match match) => match.Groups["dev"].Success ? new PyTuple(0L, NumberOf(match, "devNumber")) : Highest;

    private static PyTuple Local(Match match)
    {
        if (!match.Groups["local"].Success) return Lowest;
        var parts = match.Groups["local"].Value.ToLowerInvariant().Split('-', '_', '.');
        return new PyTuple(0L, new PyList(parts.Select(object? (p) => p.All(char.IsAsciiDigit) ? new PyTuple(1L, VersionKeys.Number(p)) : new PyTuple(0L, p))));
    }

    private static object NumberOf(Match match, string group) => match.Groups[group] is { Success: true, Length: > 0 } found ? VersionKeys.Number(found.Value) : 0L;

    [GeneratedRegex(@"\A\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\.[0-9]+)*)(?<pre>[-_.]?(?<preLetter>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>[0-9]+)?)?(?<post>-(?<postImplicit>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>[0-9]+)?)?(?<dev>[-_.]?dev[-_.]?(?<devNumber>[0-9]+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
