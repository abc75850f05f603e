using System.Text;
using System.Text.Json;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>Docker's own configuration file, as far as it says who the user is at registries.</summary>
internal sealed class DockerConfigFile(JsonElement root)
{
    public static string Folder(Func<string, string?> environment) =>
        environment("DOCKER_CONFIG") is { Length: > 0 } configured && !configured.EndsWith(".json", StringComparison.Ordinal) ? configured
        : Path.Combine(environment("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");

    /// <summary>DOCKER_CONFIG names the folder or the file.</summary>
    public static string UsualPath(Func<string, string?> environment) =>
        environment("DOCKER_CONFIG") is { } file && file.EndsWith(".json", StringComparison.Ordinal) ? file : Path.Combine(Folder(environment), "config.json");

    /// <exception cref="JsonException">The text is no such file.</exception>
    public static DockerConfigFile Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("It must be a JSON object.");
        return new DockerConfigFile(document.RootElement.Clone());
    }

    /// <summary>The user name and password written for the registry; null where there are none.</summary>
    public (string User, string Password)? Written(string registry)
    {
        if (!root.TryGetProperty("auths", out var registries) || registries.ValueKind != JsonValueKind.Object) return null;
        foreach (var entry in registries.EnumerateObject())
        {
            if (RegistryName.Of(entry.Name) != registry || entry.Value.ValueKind != JsonValueKind.Object) continue;
            if (entry.Value.TryGetProperty("auth", out var auth) && auth.GetString() is { Length: > 0 } encoded) return Decode(encoded);
            if (entry.Value.TryGetProperty("username", out var user) && entry.Value.TryGetProperty("password", out var password))
                return (user.GetString() ?? "", password.GetString() ?? "");
        }
        return null;
    }

    /// <summary>The program docker-credential-… that knows the registry, and the name it knows it by.</summary>
    public (string Helper, string Server)? HelperFor(string registry)
    {
        if (root.TryGetProperty("credHelpers", out var helpers) && helpers.ValueKind == JsonValueKind.Object)
            foreach (var entry in helpers.EnumerateObject())
                if (RegistryName.Of(entry.Name) == registry && entry.Value.GetString() is { Length: > 0 } own) return (own, entry.Name);
        if (!root.TryGetProperty("credsStore", out var store) || store.GetString() is not { Length: > 0 } shared) return null;
        return (shared, registry == RegistryName.DockerHub ? "https://index.docker.io/v1/" : registry);
    }

    private static (string User, string Password)? Decode(string encoded)
    {
        var buffer = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, buffer, out var count)) return null;
        var text = Encoding.UTF8.GetString(buffer, 0, count);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..].TrimEnd('\0'));
    }
}
