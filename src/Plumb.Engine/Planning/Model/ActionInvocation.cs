using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Planning.Model;

/// <summary>An action that is to be done when the plan is applied.</summary>
public sealed record ActionInvocation
{
    public required ResourceInstanceAddress Address { get; init; }

    public required ProviderConfigAddress Provider { get; init; }

    public InstanceKey ProviderKey { get; init; }

    /// <summary>What is known of its configuration, with its marks. It is evaluated again when it is done, but for what a destroy sets off: all of that is known by then.</summary>
    public required Value Config { get; init; }

    /// <summary>What sets it off; null where it is asked for by name.</summary>
    public ActionCause? Cause { get; init; }
}

/// <summary>The change of an object that sets an action off.</summary>
/// <param name="Object">The object.</param>
/// <param name="Event">When.</param>
/// <param name="TriggerIndex">The place of the <c>action_trigger</c> block among those of its resource.</param>
/// <param name="ActionIndex">The place of the action in the list of the block.</param>
public sealed record ActionCause(ResourceInstanceAddress Object, ActionEvent Event, int TriggerIndex, int ActionIndex)
{
    public bool IsBefore => Event.IsBefore;
}

/// <summary>An action that has to wait for a later plan.</summary>
public sealed record DeferredAction(DeferredReason Reason, ActionInvocation Action);
