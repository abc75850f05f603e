using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning.Relevance;

/// <summary>
/// A reference in its place: the module instance in which it is written, and, where it is of <c>count</c> or <c>each</c>, the
/// resource that repeats. Equal where they mean the same.
/// </summary>
internal sealed record LocatedReference(ModuleInstanceAddress Module, ResourceName? Repeated, Reference Reference)
{
    /// <summary>The steps into the subject's value, instance keys excluded.</summary>
    public IReadOnlyList<TraversalStep> Remaining => [.. Reference.Traversal.Steps.Skip(Reference.StepsTaken + (Reference is ResourceReference { Key.IsNone: false } ? 1 : 0))];

    public bool Equals(LocatedReference? other) =>
        other is not null && Module.Equals(other.Module) && Equals(Repeated, other.Repeated) && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(Module, Repeated, Text.GetHashCode(StringComparison.Ordinal));

    /// <summary>A resource alone and a part of it are told apart by their steps, so the text as written is enough.</summary>
    private string Text { get; } = Reference.Traversal.ToString();

    public static IEnumerable<LocatedReference> In(ModuleInstanceAddress module, ResourceName? repeated, IEnumerable<Traversal> traversals)
    {
        foreach (var traversal in traversals)
        {
            if (ReferenceParser.Parse(traversal, null) is not { } reference) continue;
            var isRepetition = reference is ScopedReference { Name: ScopedName.CountIndex or ScopedName.EachKey or ScopedName.EachValue };
            yield return new LocatedReference(module, isRepetition ? repeated : null, reference);
        }
    }
}
