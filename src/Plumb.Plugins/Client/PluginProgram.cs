namespace Plumb.Plugins.Client;

/// <summary>
/// The processes of one provider program in a run. A process can be configured once, so there is one for each
/// configuration, and none more: schemas, validation and upgrades are asked of the first. Started when first asked.
/// </summary>
internal sealed class PluginProgram(PluginProgramFile file, PluginClientOptions options) : IPluginProcesses
{
    private readonly Lock _gate = new();
    private readonly List<Task<PluginProcess>> _processes = [];
    private bool _isFirstClaimed;

    public PluginProgramFile File => file;

    public PluginClientOptions Options => options;

    public async Task<PluginConnection> SharedAsync(CancellationToken cancellation)
    {
        Task<PluginProcess> first;
        lock (_gate) first = _processes.Count > 0 ? _processes[0] : Start();
        return (await first.WaitAsync(cancellation).ConfigureAwait(false)).Connection;
    }

    public async Task<PluginConnection> ClaimAsync(CancellationToken cancellation)
    {
        Task<PluginProcess> claimed;
        lock (_gate)
        {
            claimed = _processes.Count > 0 && !_isFirstClaimed ? _processes[0] : Start();
            _isFirstClaimed = true;
        }
        return (await claimed.WaitAsync(cancellation).ConfigureAwait(false)).Connection;
    }

    public async ValueTask DisposeAsync()
    {
        Task<PluginProcess>[] all;
        lock (_gate) all = [.. _processes];
        await Task.WhenAll(all.Select(EndAsync)).ConfigureAwait(false);
    }

    /// <summary>Not tied to the call that happens to be the first: others wait for the same process.</summary>
    private Task<PluginProcess> Start()
    {
        var starting = PluginProcess.StartAsync(file, options, CancellationToken.None);
        _processes.Add(starting);
        return starting;
    }

    private static async Task EndAsync(Task<PluginProcess> starting)
    {
        try
        {
            await (await starting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (PluginException)
        {
            // What never started has been reported to whoever asked for it.
        }
    }
}
