using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Apt;

/// <summary>What could be installed of one package: the candidate and all versions, best first.</summary>
internal sealed record AptChoice(string Name, string? Installed, string? Candidate, IReadOnlyList<string> Versions)
{
    /// <summary>A name that other packages provide and that is no package itself.</summary>
    public bool IsVirtual => Versions.Count == 0;

    /// <summary>The best version that the task's wish allows; a wish for an exact one goes before every pin.</summary>
    public string? Best(AptPackageSpec spec) => spec.Relation == VersionRelation.Exact ? Versions.FirstOrDefault(spec.Accepts) : Candidate;
}

/// <summary>Reads <c>apt-cache policy</c>.</summary>
internal static class AptPolicy
{
    public static async ValueTask<Dictionary<string, AptChoice>> AskAsync(HostTools tools, IReadOnlyList<string> names, string? defaultRelease, CancellationToken cancellation)
    {
        if (names.Count == 0) return [];
        string[] release = string.IsNullOrEmpty(defaultRelease) ? [] : ["-o", "APT::Default-Release=" + defaultRelease];
        var outcome = await tools.AskAsync("apt-cache", [.. release, "policy", .. names], cancellation);
        return Parse(outcome.Output).ToDictionary(c => c.Name, StringComparer.Ordinal);
    }

    public static IReadOnlyList<AptChoice> Parse(string output)
    {
        var choices = new List<AptChoice>();
        foreach (var line in output.Split('\n').Where(l => l.Length > 0))
        {
            if (line[0] != ' ')
            {
                choices.Add(new AptChoice(line.TrimEnd().TrimEnd(':'), null, null, []));
                continue;
            }
            if (choices.Count == 0) continue;
            choices[^1] = With(choices[^1], line);
        }
        return choices;
    }

    private static AptChoice With(AptChoice choice, string line)
    {
        var text = line.Trim();
        if (text.StartsWith("Installed: ", StringComparison.Ordinal)) return choice with { Installed = VersionOf(text) };
        if (text.StartsWith("Candidate: ", StringComparison.Ordinal)) return choice with { Candidate = VersionOf(text) };
        // Versions are indented by five, the one installed has three stars before it; where they come from stands deeper.
        var isVersion = line.StartsWith(" *** ", StringComparison.Ordinal) || (line.StartsWith("     ", StringComparison.Ordinal) && line.Length > 5 && line[5] != ' ');
        return isVersion ? choice with { Versions = [.. choice.Versions, line[5..].Split(' ')[0]] } : choice;
    }

    private static string? VersionOf(string text) => text.Split(' ', 2)[1] is var version && version == "(none)" ? null : version;
}
