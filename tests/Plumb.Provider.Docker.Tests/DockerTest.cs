using Plumb.Provider.Testing;

namespace Plumb.Provider.Docker.Tests;

/// <summary>What tests against the engine have in common: the provider in this process, and names that no other test uses.</summary>
public abstract class DockerTest(PodmanEngine engine) : IAsyncDisposable
{
    private readonly ProviderTest _provider = new("kreuzwerker/docker", () => DockerProvider.Create(_ => null, TimeProvider.System));

    protected PodmanEngine Engine { get; } = engine;

    protected ProviderTest Docker
    {
        get
        {
            Engine.Need();
            return _provider;
        }
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The configuration with the provider block, and with NAME replaced by the test's own name.</summary>
    protected string Config(string text) => Engine.Provider + text.Replace("NAME", Name, StringComparison.Ordinal).Replace("IMAGE", PodmanEngine.Image, StringComparison.Ordinal);

    protected string Name { get; } = "t" + Guid.NewGuid().ToString("N")[..10];

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
