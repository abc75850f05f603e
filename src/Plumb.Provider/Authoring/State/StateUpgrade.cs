using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring.State;

/// <summary>
/// Turns an object stored with one version of a resource's schema into one of a later version. Steps are chained until
/// the present version is reached, so that each needs to know two versions only. The result may lack attributes, which
/// are null then, and have others, which are dropped.
/// </summary>
/// <param name="From">The version that the step reads.</param>
/// <param name="Prior">The schema of that version; null to be given the attributes by the types that their JSON implies.</param>
/// <param name="Apply">The object in the form of <see cref="To"/>. A fault is a <see cref="FormatException"/> with a sentence for the user.</param>
public sealed record StateUpgrade(long From, Schema? Prior, Func<ObjectValue, ObjectValue> Apply)
{
    /// <summary>The version that the step writes.</summary>
    public long To { get; init; } = From + 1;
}
