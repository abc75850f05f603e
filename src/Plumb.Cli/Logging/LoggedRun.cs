using System.Globalization;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Querying;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Logging;

/// <summary>Logs what happens in a run, and tells it on.</summary>
internal sealed class LoggedRun(IRunObserver next, RunLog log) : IRunObserver
{
    public void RefreshStarted(ResourceInstanceAddress address, Value prior)
    {
        log.Write(LogLevel.Debug, $"refresh: {address} begins");
        next.RefreshStarted(address, prior);
    }

    public void RefreshCompleted(ResourceInstanceAddress address, Value state)
    {
        log.Write(LogLevel.Trace, $"refresh: {address} done{(state.IsNull ? ", the object is gone" : "")}");
        next.RefreshCompleted(address, state);
    }

    public void RefreshFailed(ResourceInstanceAddress address)
    {
        log.Write(LogLevel.Error, $"refresh: {address} failed");
        next.RefreshFailed(address);
    }

    public void ApplyStarted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before, Value after)
    {
        log.Write(LogLevel.Info, $"apply: {Name(address, deposedKey)}: {action} begins");
        next.ApplyStarted(address, deposedKey, action, before, after);
    }

    public void ApplyCompleted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value state, TimeSpan elapsed)
    {
        log.Write(LogLevel.Info, string.Create(CultureInfo.InvariantCulture, $"apply: {Name(address, deposedKey)}: {action} done after {elapsed.TotalMilliseconds:0} ms"));
        next.ApplyCompleted(address, deposedKey, action, state, elapsed);
    }

    public void ApplyFailed(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, TimeSpan elapsed)
    {
        log.Write(LogLevel.Error, string.Create(CultureInfo.InvariantCulture, $"apply: {Name(address, deposedKey)}: {action} failed after {elapsed.TotalMilliseconds:0} ms"));
        next.ApplyFailed(address, deposedKey, action, elapsed);
    }

    public void ImportStarted(ResourceInstanceAddress address, string id)
    {
        log.Write(LogLevel.Info, $"import: {address} begins");
        next.ImportStarted(address, id);
    }

    public void ImportCompleted(ResourceInstanceAddress address, string id)
    {
        log.Write(LogLevel.Info, $"import: {address} done");
        next.ImportCompleted(address, id);
    }

    public void ProvisionStarted(ResourceInstanceAddress address, string provisioner)
    {
        log.Write(LogLevel.Info, $"provision: {address}: {provisioner} begins");
        next.ProvisionStarted(address, provisioner);
    }

    public void ProvisionOutput(ResourceInstanceAddress address, string provisioner, string line) => next.ProvisionOutput(address, provisioner, line);

    public void ProvisionCompleted(ResourceInstanceAddress address, string provisioner, bool failed)
    {
        log.Write(failed ? LogLevel.Error : LogLevel.Info, $"provision: {address}: {provisioner} {(failed ? "failed" : "done")}");
        next.ProvisionCompleted(address, provisioner, failed);
    }

    public void EphemeralStarted(ResourceInstanceAddress address, EphemeralOperation operation)
    {
        log.Write(LogLevel.Debug, $"ephemeral: {address}: {operation} begins");
        next.EphemeralStarted(address, operation);
    }

    public void EphemeralCompleted(ResourceInstanceAddress address, EphemeralOperation operation, bool failed)
    {
        log.Write(failed ? LogLevel.Error : LogLevel.Debug, $"ephemeral: {address}: {operation} {(failed ? "failed" : "done")}");
        next.EphemeralCompleted(address, operation, failed);
    }

    public void ListStarted(ResourceInstanceAddress address, Value config)
    {
        log.Write(LogLevel.Info, $"query: {address} begins");
        next.ListStarted(address, config);
    }

    public void ListFound(ResourceInstanceAddress address, FoundObject found) => next.ListFound(address, found);

    public void ListCompleted(ResourceInstanceAddress address, int total)
    {
        log.Write(LogLevel.Info, string.Create(CultureInfo.InvariantCulture, $"query: {address} found {total}"));
        next.ListCompleted(address, total);
    }

    public void ActionStarted(ActionInvocation action)
    {
        log.Write(LogLevel.Info, $"action: {action.Address} begins{(action.Cause is { } cause ? $", set off by {cause.Object}" : "")}");
        next.ActionStarted(action);
    }

    public void ActionProgress(ActionInvocation action, string message) => next.ActionProgress(action, message);

    public void ActionCompleted(ActionInvocation action, string? fault)
    {
        log.Write(fault is null ? LogLevel.Info : LogLevel.Error, $"action: {action.Address} {(fault is null ? "done" : "failed")}");
        next.ActionCompleted(action, fault);
    }

    public void Skipped(ResourceInstanceAddress address, ChangeAction action, string because)
    {
        log.Write(LogLevel.Warn, $"apply: {address}: {action} skipped, because {because}");
        next.Skipped(address, action, because);
    }

    private static string Name(ResourceInstanceAddress address, string? deposedKey) => deposedKey is null ? address.ToString() : $"{address} (deposed object {deposedKey})";
}
