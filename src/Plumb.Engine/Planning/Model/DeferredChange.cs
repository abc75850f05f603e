namespace Plumb.Engine.Planning.Model;

/// <summary>A change that is not part of the plan yet; what is known of it is there to be shown.</summary>
public sealed record DeferredChange(DeferredReason Reason, ResourceChange Change);

/// <summary>What a change waits for.</summary>
public enum DeferredReason
{
    Unknown,

    /// <summary>It is not known how many instances there will be; the change stands for all of them.</summary>
    InstanceCountUnknown,
    ResourceConfigUnknown,
    ProviderConfigUnknown,

    /// <summary>Something that the provider needs is not there yet.</summary>
    AbsentPrerequisite,

    /// <summary>Something that it depends on is put off itself.</summary>
    DeferredPrerequisite,
}
