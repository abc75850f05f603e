using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Galaxy.Servers;

/// <summary>A server of roles and collections, and how to show who asks.</summary>
public sealed record GalaxyServer(string Name, Uri Address)
{
    /// <summary>The header's value; never printed.</summary>
    public string? Authorization { get; init; }

    /// <summary>The servers to ask, in order: the one given, or those of the configuration.</summary>
    public static IReadOnlyList<GalaxyServer> Configured(AnsibleSettings settings, string? server, string? token)
    {
        var named = settings.List("GALAXY_SERVER_LIST");
        if (server is not null && !named.Contains(server)) return [new GalaxyServer("cmd_arg", new Uri(server)) { Authorization = TokenHeader(token ?? StoredToken(settings)) }];
        if (named.Count > 0) return [.. named.Where(n => server is null || n == server).Select(n => OfConfiguration(settings, n, token))];
        return [new GalaxyServer("default", new Uri(settings.Text("GALAXY_SERVER") ?? "https://galaxy.ansible.com")) { Authorization = TokenHeader(token ?? StoredToken(settings)) }];
    }

    private static GalaxyServer OfConfiguration(AnsibleSettings settings, string name, string? token)
    {
        string? Option(string key) => settings.FindOption($"galaxy_server.{name}.{key}", $"ANSIBLE_GALAXY_SERVER_{name.ToUpperInvariant()}_{key.ToUpperInvariant()}");
        var address = new Uri(Option("url") ?? settings.Text("GALAXY_SERVER") ?? "https://galaxy.ansible.com");
        if ((token ?? Option("token")) is { Length: > 0 } own) return new GalaxyServer(name, address) { Authorization = TokenHeader(own) };
        return Option("username") is { Length: > 0 } user
            ? new GalaxyServer(name, address) { Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Option("password")}")) }
            : new GalaxyServer(name, address);
    }

    private static string? TokenHeader(string? token) => string.IsNullOrEmpty(token) ? null : $"Token {token}";

    private static string? StoredToken(AnsibleSettings settings)
    {
        if (settings.Text("GALAXY_TOKEN_PATH") is not { } path || !File.Exists(path)) return null;
        return YamlReader.ReadDocument(new SourceFile(path, File.ReadAllText(path)), new DiagnosticBag()) is YamlMapping mapping && mapping.Find("token") is YamlScalar token ? token.Text : null;
    }
}
