using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Plumb.Plugins.Server;

/// <summary>Ends the plugin when the host that started it is gone: a killed host tells nobody.</summary>
internal sealed partial class OrphanWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ITimer? _timer;

    public OrphanWatch(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        if (OperatingSystem.IsWindows()) return;
        var parent = ParentProcess();
        _timer = time.CreateTimer(_ =>
        {
            if (ParentProcess() != parent) lifetime.StopApplication();
        }, null, Interval, Interval);
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentProcess();
}
