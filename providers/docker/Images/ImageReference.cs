using Plumb.Provider.Docker.Configuration;

namespace Plumb.Provider.Docker.Images;

/// <summary>The name of an image in its parts: <c>quay.io/team/app:1.2</c>, <c>nginx@sha256:…</c>, <c>busybox</c>.</summary>
internal sealed record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    /// <summary>As it is written before the tag or digest, with the registry if there is one.</summary>
    public required string Name { get; init; }

    /// <summary>The digest if there is one, and else the tag, which is <c>latest</c> if nothing else is said.</summary>
    public string Version => Digest ?? Tag ?? "latest";

    public static ImageReference Parse(string text)
    {
        var name = text;
        string? digest = null, tag = null;
        if (name.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at) (name, digest) = (name[..at], name[(at + 1)..]);
        // A colon before a slash is a port of the registry.
        if (name.LastIndexOf(':') is >= 0 and var colon && colon > name.LastIndexOf('/')) (name, tag) = (name[..colon], name[(colon + 1)..]);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var hasRegistry = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost";
        var registry = hasRegistry ? RegistryName.Of(first) : RegistryName.DockerHub;
        var repository = hasRegistry ? name[(slash + 1)..] : name;
        if (registry == RegistryName.DockerHub && !repository.Contains('/', StringComparison.Ordinal)) repository = "library/" + repository;
        return new ImageReference(registry, repository, tag, digest) { Name = name };
    }

    /// <summary>Of the digests that the engine knows for an image, the one under this name; empty for none.</summary>
    public string DigestAmong(IReadOnlyList<string>? digests)
    {
        foreach (var known in digests ?? [])
        {
            var other = Parse(known);
            if (other.Registry == Registry && other.Repository == Repository) return known;
        }
        return "";
    }
}
