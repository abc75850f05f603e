using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>A context as <c>docker context create</c> stores it: a folder named after the SHA-256 of the context's name.</summary>
internal sealed record DockerContext(string Address, TlsMaterial? Tls)
{
    /// <exception cref="EndpointException">There is no such context, or it names no engine.</exception>
    public static DockerContext Read(string name, Func<string, string?> environment)
    {
        var root = Path.Combine(DockerConfigFile.Folder(environment), "contexts");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var path = Path.Combine(root, "meta", id, "meta.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var endpoint = document.RootElement.GetProperty("Endpoints").GetProperty("docker");
            var address = endpoint.GetProperty("Host").GetString() ?? throw new EndpointException($"The Docker context \"{name}\" names no host.", "context");
            return new DockerContext(address, TlsOf(Path.Combine(root, "tls", id, "docker"), endpoint));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EndpointException($"The Docker context \"{name}\" cannot be read from {path}: {e.Message}", "context", e);
        }
    }

    private static TlsMaterial? TlsOf(string folder, JsonElement endpoint)
    {
        var skips = endpoint.TryGetProperty("SkipTLSVerify", out var flag) && flag.ValueKind == JsonValueKind.True;
        if (Directory.Exists(folder)) return TlsMaterial.FromFolder(folder) with { SkipsVerification = skips };
        return skips ? TlsMaterial.None with { SkipsVerification = true } : null;
    }
}
