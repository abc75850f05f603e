using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>What resources work with: the engine, and who they are at registries.</summary>
internal sealed class DockerConnection(EngineClient engine, RegistryCredentials credentials) : IDisposable
{
    public EngineClient Engine { get; } = engine;

    public RegistryCredentials Credentials { get; } = credentials;

    public void Dispose() => Engine.Dispose();
}
