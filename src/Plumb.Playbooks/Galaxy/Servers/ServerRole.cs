using Plumb.Packages;

namespace Plumb.Playbooks.Galaxy.Servers;

/// <summary>A role as a server knows it.</summary>
/// <param name="Owner">The user whose repository it is.</param>
/// <param name="Repository">The repository on GitHub.</param>
/// <param name="Branch">What is taken where there is no release.</param>
/// <param name="Versions">Releases, with where they are if the server says so.</param>
public sealed record ServerRole(string Name, string Owner, string Repository, string? Branch, IReadOnlyList<(string Version, string? Source)> Versions)
{
    /// <summary>The release asked for, or the newest. Throws <see cref="FetchException"/> where there is none such.</summary>
    public (Uri Location, string Version) Choose(string? version)
    {
        if (version is not null && version != Branch && Versions.Count > 0 && Versions.All(v => v.Version != version))
            throw new FetchException($"the specified version ({version}) of {Name} was not found in the list of available versions ({string.Join(", ", Versions.Select(v => v.Version))}).");
        var chosen = version ?? Newest() ?? Branch ?? "master";
        var source = Versions.FirstOrDefault(v => v.Version == chosen).Source;
        return (new Uri(source ?? $"https://github.com/{Owner}/{Repository}/archive/{Uri.EscapeDataString(chosen)}.tar.gz"), chosen);
    }

    private string? Newest() => Versions.Count == 0 ? null : Versions.Select(v => v.Version).Order(LooseVersionOrder.Instance).Last();
}
