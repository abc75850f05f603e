using Microsoft.Extensions.Hosting;

namespace Plumb.Plugins.Server;

/// <summary>
/// The host decides when a plugin ends. An interrupt at the terminal reaches both at once, and the plugin must live
/// until the host has stopped the work in order; so it is ignored here.
/// </summary>
internal sealed class HostDecidedLifetime : IHostLifetime, IDisposable
{
    private ConsoleCancelEventHandler? _ignore;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _ignore = static (_, interrupt) => interrupt.Cancel = true;
        Console.CancelKeyPress += _ignore;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        if (_ignore is not null) Console.CancelKeyPress -= _ignore;
    }
}
