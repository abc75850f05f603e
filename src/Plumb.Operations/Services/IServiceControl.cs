using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>One way in which hosts manage services.</summary>
internal interface IServiceControl
{
    /// <summary>Whether the service runs; null where that cannot be told.</summary>
    ValueTask<bool?> IsRunningAsync(CancellationToken cancellation);

    /// <summary>Start, stop, reload or restart.</summary>
    ValueTask<ToolOutcome> ControlAsync(string action, CancellationToken cancellation);

    /// <summary>Has the service started with the system, or not; whether that changed anything, or would.</summary>
    ValueTask<bool> EnableAsync(bool enabled, CancellationToken cancellation);
}
