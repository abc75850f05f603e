namespace Plumb.Plugins.Client;

/// <summary>Where the connections to one provider's processes come from.</summary>
internal interface IPluginProcesses : IAsyncDisposable
{
    PluginProgramFile File { get; }

    PluginClientOptions Options { get; }

    /// <summary>To the process for calls that need no configuration.</summary>
    /// <exception cref="PluginException">There is none to be had.</exception>
    Task<PluginConnection> SharedAsync(CancellationToken cancellation);

    /// <summary>To a process that is not configured yet, for one configuration alone.</summary>
    /// <exception cref="PluginException">There is none to be had.</exception>
    Task<PluginConnection> ClaimAsync(CancellationToken cancellation);
}
