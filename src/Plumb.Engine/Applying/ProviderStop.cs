using Plumb.Engine.Providers;

namespace Plumb.Engine.Applying;

/// <summary>
/// Hands an interrupt on to the providers, so that what takes minutes may end early: a provider that is waiting for an
/// object to be ready answers with what there is. Those that do not listen go on to their end.
/// </summary>
internal sealed class ProviderStop : IAsyncDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private Task _asking = Task.CompletedTask;

    public ProviderStop(ProviderPool providers, CancellationToken stopping, CancellationToken cancellation) =>
        _registration = stopping.Register(() => _asking = providers.StopAsync(cancellation));

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync().ConfigureAwait(false);
        // Who is forced to end does not wait for answers either.
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
