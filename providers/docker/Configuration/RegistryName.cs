namespace Plumb.Provider.Docker.Configuration;

/// <summary>Registries have several names: with a scheme, with a path, and the Docker Hub three hosts.</summary>
internal static class RegistryName
{
    public const string DockerHub = "docker.io";

    /// <summary>The one name that all of a registry's names come to.</summary>
    public static string Of(string address)
    {
        var name = address.AsSpan();
        if (name.IndexOf("://") is >= 0 and var scheme) name = name[(scheme + 3)..];
        if (name.IndexOf('/') is >= 0 and var path) name = name[..path];
        var host = name.ToString().ToLowerInvariant();
        return host is "index.docker.io" or "registry-1.docker.io" or "registry.hub.docker.com" ? DockerHub : host;
    }
}
