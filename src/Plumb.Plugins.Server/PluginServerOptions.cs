using Microsoft.AspNetCore.Builder;
using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Server;

/// <summary>How a provider program serves its provider.</summary>
public sealed record PluginServerOptions
{
    /// <summary>Version 6 unless a host asks for version 5 alone; version 5 has no nested attributes.</summary>
    public IReadOnlyList<ProtocolVersion> Protocols { get; init; } = [ProtocolVersion.Six];

    /// <summary>The provider's source address (<c>registry.terraform.io/acme/thing</c>), for what a debugging session prints; null leaves it to the user.</summary>
    public string? Address { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What stands before the answers to all calls: for a provider that is to answer what no provider should.</summary>
    internal Action<IApplicationBuilder>? Before { get; init; }
}
