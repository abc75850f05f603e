namespace Plumb.Plugins.Client;

/// <summary>When host and plugin show each other certificates made for their one connection.</summary>
public enum PluginTls
{
    /// <summary>Where others than this user could reach the plugin: over a port, or a socket file with loose permissions. A private socket needs none, and both sides start several times faster without.</summary>
    WhereNeeded,
    Always,
    Never,
}

/// <summary>How plugin processes are run.</summary>
public sealed record PluginClientOptions
{
    public IPluginLog Log { get; init; } = new NoPluginLog();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a program may take to introduce itself.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Variables that processes get beside those of this one.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public PluginTls Tls { get; init; } = PluginTls.WhereNeeded;

    /// <summary>Where schemas are kept between runs; null to ask for them each time.</summary>
    public string? SchemaCacheDirectory { get; init; }
}
