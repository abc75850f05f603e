using System.Text.Json;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>
/// Who the user is at registries: by the blocks <c>registry_auth</c>, and for registries without one by Docker's own
/// configuration file. Nothing is read before a registry is asked for.
/// </summary>
internal sealed class RegistryCredentials(IReadOnlyList<RegistryAuth> blocks, Func<string, string?> environment)
{
    /// <summary>The registry is spoken to in the clear because its block says http://.</summary>
    public bool IsInsecure(string registry) => BlockFor(registry)?.Address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The same user with a block that takes the place of all others.</summary>
    public RegistryCredentials Instead(RegistryAuth block) => new([block], environment);

    /// <summary>Null for nobody.</summary>
    /// <exception cref="EngineException">Credentials are configured and cannot be read.</exception>
    public async Task<RegistryLogin?> FindAsync(string registry, CancellationToken cancellation)
    {
        var block = BlockFor(registry);
        if (block?.AuthDisabled == true) return null;
        if (block is not null && await FromBlockAsync(block, registry, cancellation) is { } login) return login;
        var usual = DockerConfigFile.UsualPath(environment);
        return block?.ConfigFile is null && File.Exists(usual) ? await FromFileAsync(await File.ReadAllTextAsync(usual, cancellation), usual, registry, cancellation) : null;
    }

    /// <summary>The header X-Registry-Auth; null where nobody signs in.</summary>
    public async Task<string?> HeaderAsync(string registry, CancellationToken cancellation) =>
        await FindAsync(registry, cancellation) is { } login ? Encode(JsonSerializer.SerializeToUtf8Bytes(login, WireContext.Default.RegistryLogin)) : null;

    /// <summary>The same for requests that have to have one, whoever signs in.</summary>
    public async Task<string> AnyHeaderAsync(string registry, CancellationToken cancellation) => await HeaderAsync(registry, cancellation) ?? Encode("{}"u8.ToArray());

    /// <summary>The header X-Registry-Config, with which the engine pulls from several registries while it builds.</summary>
    public async Task<string> BuildHeaderAsync(IReadOnlyDictionary<string, RegistryLogin> ofBuild, CancellationToken cancellation)
    {
        var all = new Dictionary<string, RegistryLogin>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            var registry = RegistryName.Of(block.Address);
            if (await FindAsync(registry, cancellation) is { } login) all[registry == RegistryName.DockerHub ? "https://index.docker.io/v1/" : registry] = login;
        }
        foreach (var (registry, login) in ofBuild) all[registry] = login;
        return Encode(JsonSerializer.SerializeToUtf8Bytes(all, WireContext.Default.DictionaryStringRegistryLogin));
    }

    private RegistryAuth? BlockFor(string registry) => blocks.FirstOrDefault(b => RegistryName.Of(b.Address) == registry);

    private async Task<RegistryLogin?> FromBlockAsync(RegistryAuth block, string registry, CancellationToken cancellation)
    {
        if (block.ConfigFileContent is { Length: > 0 } content && await FromFileAsync(content, "config_file_content", registry, cancellation) is { } written) return written;
        if (block.ConfigFile is { Length: > 0 } file)
        {
            if (!File.Exists(file)) throw new EngineException($"The configuration file {file}, named in the registry_auth block for {block.Address}, does not exist.");
            if (await FromFileAsync(await File.ReadAllTextAsync(file, cancellation), file, registry, cancellation) is { } found) return found;
        }
        var user = block.Username ?? environment("DOCKER_REGISTRY_USER");
        var password = block.Password ?? environment("DOCKER_REGISTRY_PASS");
        return string.IsNullOrEmpty(user) ? null : Login(user, password ?? "", registry);
    }

    private static async Task<RegistryLogin?> FromFileAsync(string text, string where, string registry, CancellationToken cancellation)
    {
        DockerConfigFile file;
        try
        {
            file = DockerConfigFile.Parse(text);
        }
        catch (JsonException)
        {
            // The reader's own message may quote the text, and that has secrets.
            throw new EngineException($"The Docker configuration in {where} is not JSON of that kind.");
        }
        if (file.Written(registry) is var (user, password)) return Login(user, password, registry);
        return file.HelperFor(registry) is var (helper, server) ? await CredentialHelper.AskAsync(helper, server, cancellation) : null;
    }

    private static RegistryLogin Login(string user, string password, string registry) =>
        new() { UserName = user, Password = password, ServerAddress = registry == RegistryName.DockerHub ? "https://index.docker.io/v1/" : registry };

    private static string Encode(byte[] json) => Convert.ToBase64String(json).Replace('+', '-').Replace('/', '_');
}
