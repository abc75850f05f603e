namespace Plumb.Plugins.Client;

/// <summary>How plugin processes are run.</summary>
public sealed record PluginClientOptions
{
    public IPluginLog Log { get; init; } = new NoPluginLog();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Both sides show certificates made for this one connection; off for a host that asks for it, and to debug.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>Where schemas are kept between runs; null to ask for them each time.</summary>
    public string? SchemaCacheDirectory { get; init; }
}
