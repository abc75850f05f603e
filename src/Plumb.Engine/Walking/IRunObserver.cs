using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Querying;

namespace Plumb.Engine.Walking;

/// <summary>Is told what happens while it happens, from several threads at once. Must not block.</summary>
public interface IRunObserver
{
    void RefreshStarted(ResourceInstanceAddress address, Value prior);

    void RefreshCompleted(ResourceInstanceAddress address, Value state);

    /// <summary>The object could not be read; why is a diagnostic.</summary>
    void RefreshFailed(ResourceInstanceAddress address);

    void ApplyStarted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before, Value after);

    void ApplyCompleted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value state, TimeSpan elapsed);

    void ApplyFailed(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, TimeSpan elapsed);

    void ImportStarted(ResourceInstanceAddress address, string id);

    void ImportCompleted(ResourceInstanceAddress address, string id);

    void ProvisionStarted(ResourceInstanceAddress address, string provisioner);

    void ProvisionOutput(ResourceInstanceAddress address, string provisioner, string line);

    void ProvisionCompleted(ResourceInstanceAddress address, string provisioner, bool failed);

    void EphemeralStarted(ResourceInstanceAddress address, EphemeralOperation operation);

    void EphemeralCompleted(ResourceInstanceAddress address, EphemeralOperation operation, bool failed);

    /// <summary>A list begins to look for objects.</summary>
    void ListStarted(ResourceInstanceAddress address, Value config);

    void ListFound(ResourceInstanceAddress address, FoundObject found);

    void ListCompleted(ResourceInstanceAddress address, int total);

    void ActionStarted(ActionInvocation action);

    /// <summary>The provider says how far it is.</summary>
    void ActionProgress(ActionInvocation action, string message);

    /// <summary>With the fault where it failed.</summary>
    void ActionCompleted(ActionInvocation action, string? fault);

    /// <summary>What had to be left out because of a failure elsewhere, and which.</summary>
    void Skipped(ResourceInstanceAddress address, ChangeAction action, string because);
}

public enum EphemeralOperation
{
    Open,
    Renew,
    Close,
}

/// <summary>Says nothing.</summary>
public class SilentObserver : IRunObserver
{
    public virtual void RefreshStarted(ResourceInstanceAddress address, Value prior) { }

    public virtual void RefreshCompleted(ResourceInstanceAddress address, Value state) { }

    public virtual void RefreshFailed(ResourceInstanceAddress address) { }

    public virtual void ApplyStarted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before, Value after) { }

    public virtual void ApplyCompleted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value state, TimeSpan elapsed) { }

    public virtual void ApplyFailed(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, TimeSpan elapsed) { }

    public virtual void ImportStarted(ResourceInstanceAddress address, string id) { }

    public virtual void ImportCompleted(ResourceInstanceAddress address, string id) { }

    public virtual void ProvisionStarted(ResourceInstanceAddress address, string provisioner) { }

    public virtual void ProvisionOutput(ResourceInstanceAddress address, string provisioner, string line) { }

    public virtual void ProvisionCompleted(ResourceInstanceAddress address, string provisioner, bool failed) { }

    public virtual void EphemeralStarted(ResourceInstanceAddress address, EphemeralOperation operation) { }

    public virtual void EphemeralCompleted(ResourceInstanceAddress address, EphemeralOperation operation, bool failed) { }

    public virtual void ListStarted(ResourceInstanceAddress address, Value config) { }

    public virtual void ListFound(ResourceInstanceAddress address, FoundObject found) { }

    public virtual void ListCompleted(ResourceInstanceAddress address, int total) { }

    public virtual void ActionStarted(ActionInvocation action) { }

    public virtual void ActionProgress(ActionInvocation action, string message) { }

    public virtual void ActionCompleted(ActionInvocation action, string? fault) { }

    public virtual void Skipped(ResourceInstanceAddress address, ChangeAction action, string because) { }
}
