using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.References;

/// <summary>
/// What a traversal refers to in its module: the subject, and the steps into the subject's value that are left.
/// <see cref="StepsTaken"/> counts the steps after the root name that name the subject.
/// </summary>
public abstract record Reference(Traversal Traversal, int StepsTaken)
{
    public SourceSpan Span => Traversal.Span;

    /// <summary>The part that names the subject, an instance key included: what a fault about the subject is shown at.</summary>
    public SourceSpan SubjectSpan
    {
        get
        {
            var taken = StepsTaken + (this is ResourceReference { Key.IsNone: false } ? 1 : 0);
            return taken == 0 ? Traversal.RootSpan : Traversal.RootSpan.To(Traversal.Steps[taken - 1].Span);
        }
    }
}

public sealed record VariableReference(string Name, Traversal Traversal, int StepsTaken) : Reference(Traversal, StepsTaken);

public sealed record LocalReference(string Name, Traversal Traversal, int StepsTaken) : Reference(Traversal, StepsTaken);

/// <summary>A module call, one instance of it where a constant key follows, or an output of that.</summary>
public sealed record ModuleCallReference(string Name, InstanceKey Key, string? Output, Traversal Traversal, int StepsTaken) : Reference(Traversal, StepsTaken);

/// <summary>A resource of any mode, or one instance of it where a constant key follows; steps taken lead to the resource, without the key.</summary>
public sealed record ResourceReference(ResourceName Resource, InstanceKey Key, Traversal Traversal, int StepsTaken) : Reference(Traversal, StepsTaken);

public enum ScopedName
{
    CountIndex,
    EachKey,
    EachValue,
    Self,

    /// <summary>The object that sets an action off.</summary>
    Caller,
    PathModule,
    PathRoot,
    PathCwd,
    Workspace,
    Applying,
}

/// <summary>A name that means something only in its place: count.index, each.key, self, path.module, terraform.workspace …</summary>
public sealed record ScopedReference(ScopedName Name, Traversal Traversal, int StepsTaken) : Reference(Traversal, StepsTaken);
