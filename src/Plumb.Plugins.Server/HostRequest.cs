using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Server;

/// <summary>What the host that started this process says of itself, in the environment.</summary>
internal sealed record HostRequest(IReadOnlyList<int> Versions, byte[]? ClientCertificate, string? SocketDirectory, int MinimumPort, int MaximumPort, bool AsksForMultiplexing)
{
    /// <summary>Started by hand.</summary>
    public static HostRequest None { get; } = new([], null, null, 0, 0, false);

    /// <summary>Null where no host started the process.</summary>
    public static HostRequest? FromEnvironment(Func<string, string?> variable)
    {
        if (variable(Handshake.CookieVariable) != Handshake.CookieValue) return null;
        var versions = (variable(Handshake.VersionsVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(v => Number(v) ?? 0).Where(v => v > 0);
        return new HostRequest(
            [.. versions],
            variable(Handshake.ClientCertificateVariable) is { Length: > 0 } pem ? X509Certificate2.CreateFromPem(pem).RawData : null,
            variable(Handshake.SocketDirectoryVariable) is { Length: > 0 } directory ? directory : null,
            Number(variable(Handshake.MinimumPortVariable)) ?? 0,
            Number(variable(Handshake.MaximumPortVariable)) ?? 0,
            variable(Handshake.MultiplexVariable) is not null);
    }

    /// <summary>The newest that both know; a host that names none is taken to know all.</summary>
    public ProtocolVersion? ChooseVersion(IReadOnlyList<ProtocolVersion> served)
    {
        var common = served.Where(s => Versions.Count == 0 || Versions.Contains((int)s)).ToArray();
        return common.Length == 0 ? null : common.Max();
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
