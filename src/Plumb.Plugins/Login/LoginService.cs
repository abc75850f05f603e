using System.Text.Json;
using Plumb.Plugins.Registry;

namespace Plumb.Plugins.Login;

/// <summary>How a host gives out tokens: the <c>login.v1</c> entry of its discovery document, an OAuth 2.0 server with proof keys.</summary>
/// <param name="Client">Who the program is to the host.</param>
/// <param name="Authorization">Where the user says yes, in a browser.</param>
/// <param name="Token">Where the program gets the token.</param>
public sealed record LoginService(string Client, Uri Authorization, Uri Token)
{
    public const string Name = "login.v1";

    /// <summary>The ports of this machine that the browser may be sent back to.</summary>
    public (int From, int To) Ports { get; init; } = (1024, 65535);

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Throws <see cref="LoginException"/> where the entry is not as the protocol says, or offers no way that is gone here.</summary>
    internal static LoginService Read(JsonElement entry, Uri location, string host)
    {
        if (entry.ValueKind != JsonValueKind.Object || entry.Text("client") is not { Length: > 0 } client) throw Malformed(host, "it names no client");
        var grants = entry.Texts("grant_types").ToArray();
        if (grants.Length > 0 && !grants.Contains("authz_code")) throw new LoginException($"The host {host} offers the ways {string.Join(", ", grants)} to log in, and only authz_code is known here.");
        return new LoginService(client, Address(entry, "authz", location, host), Address(entry, "token", location, host)) { Ports = ReadPorts(entry, host), Scopes = [.. entry.Texts("scopes")] };
    }

    private static (int, int) ReadPorts(JsonElement entry, string host)
    {
        if (entry.Member("ports", JsonValueKind.Array) is null) return (1024, 65535);
        var ports = entry.Items("ports").Select(p => p.ValueKind == JsonValueKind.Number && p.TryGetInt32(out var port) ? port : -1).ToArray();
        return ports is [>= 1024 and <= 65535 and var from, <= 65535 and var to] && from <= to ? (from, to) : throw Malformed(host, "its ports are not two numbers from 1024 to 65535");
    }

    /// <summary>A token is worth stealing, so it travels by https alone.</summary>
    private static Uri Address(JsonElement entry, string name, Uri location, string host) =>
        entry.Text(name) is { Length: > 0 } text && Uri.TryCreate(location, text, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw Malformed(host, $"its {name} is not an address with https");

    private static LoginException Malformed(string host, string why) => new($"What the host {host} says of its login service cannot be used: {why}.");
}
