using Plumb.Core.Values;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Models;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>Turns the provider block into a connection, and asks once whether an engine is there.</summary>
internal sealed class DockerConfiguration(Func<string, string?> environment) : ProviderConfiguration<DockerSettings, DockerConnection>
{
    private static readonly string[] WhereItIs = ["host", "context", "cert_path", "ca_material", "cert_material", "key_material"];

    protected override async ValueTask<DockerConnection?> ConfigureAsync(DockerSettings config, ConfigureContext context, CancellationToken cancellation)
    {
        var credentials = new RegistryCredentials(config.RegistryAuth, environment);
        if (WhatIsUnknown(context.ConfigValue) is { } unknown)
            return context.Defer(DeferralReason.ProviderConfigUnknown) ? null : new DockerConnection(UnknownEngine.Client(unknown), credentials);
        EngineEndpoint endpoint;
        try
        {
            endpoint = EngineEndpoint.Find(config, environment);
        }
        catch (EndpointException e)
        {
            context.Error("Invalid Docker host", e.Message, e.Attribute is { } attribute ? ValuePath.Root.Attribute(attribute) : null);
            return null;
        }
        var engine = new EngineClient(endpoint.CreateHandler(), endpoint.BaseAddress);
        if (config.DisableDockerDaemonCheck != true && !await IsThereAsync(engine, endpoint, context, cancellation))
        {
            engine.Dispose();
            return null;
        }
        return new DockerConnection(engine, credentials);
    }

    /// <summary>The host may be another resource's attribute, of one that is yet to be made: then there is nobody to ask.</summary>
    private static string? WhatIsUnknown(ObjectValue config) => WhereItIs.FirstOrDefault(name => config[name] is UnknownValue);

    private static async Task<bool> IsThereAsync(EngineClient engine, EngineEndpoint endpoint, ConfigureContext context, CancellationToken cancellation)
    {
        try
        {
            await engine.PingAsync(cancellation);
            return true;
        }
        catch (EngineException e)
        {
            context.Error("Docker engine not available", $"{e.Message}\n\nThe engine is expected at {endpoint.Written}. Set host in the block provider \"docker\", or DOCKER_HOST; with disable_docker_daemon_check = true it is not asked for before something needs it.");
            return false;
        }
    }
}
