using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.References;

/// <summary>Turns a traversal into what it refers to, by its form alone: whether that is declared is another question.</summary>
public static class ReferenceParser
{
    /// <summary>Null where the form is wrong; the diagnostics say why, if there are any to be had.</summary>
    public static Reference? Parse(Traversal traversal, DiagnosticBag? diagnostics)
    {
        var steps = traversal.Steps;
        return traversal.RootName switch
        {
            "var" => Named(traversal, diagnostics, "var", n => new VariableReference(n, traversal, 1)),
            "local" => Named(traversal, diagnostics, "local", n => new LocalReference(n, traversal, 1)),
            "module" => Named(traversal, diagnostics, "module", n => ModuleCall(traversal, n)),
            "data" => Resource(traversal, ResourceMode.Data, 0, diagnostics),
            "ephemeral" => Resource(traversal, ResourceMode.Ephemeral, 0, diagnostics),
            "list" => Resource(traversal, ResourceMode.List, 0, diagnostics),
            "action" => Resource(traversal, ResourceMode.Action, 0, diagnostics),
            "resource" => Resource(traversal, ResourceMode.Managed, 0, diagnostics),
            "count" => Scoped(traversal, diagnostics, ("index", ScopedName.CountIndex)),
            "each" => Scoped(traversal, diagnostics, ("key", ScopedName.EachKey), ("value", ScopedName.EachValue)),
            "path" => Scoped(traversal, diagnostics, ("module", ScopedName.PathModule), ("root", ScopedName.PathRoot), ("cwd", ScopedName.PathCwd)),
            "terraform" or "tofu" => Scoped(traversal, diagnostics, ("workspace", ScopedName.Workspace), ("applying", ScopedName.Applying)),
            "self" => new ScopedReference(ScopedName.Self, traversal, 0),
            "caller" => new ScopedReference(ScopedName.Caller, traversal, 0),
            "template" or "lazy" or "arg" => Fail(traversal.RootSpan, diagnostics, ReferenceRules.ReservedName, $"The symbol name \"{traversal.RootName}\" is reserved for use in a future version. To refer to a resource of that type, write resource.{traversal.RootName}."),
            _ when steps.Count == 0 || steps[0] is not AttributeTraversal => Fail(FirstStep(traversal), diagnostics, ReferenceRules.InvalidReference,
                "A reference to a resource type must be followed by at least one attribute access, specifying the resource name."),
            _ => Resource(traversal, ResourceMode.Managed, -1, diagnostics),
        };
    }

    private static Reference? Named(Traversal traversal, DiagnosticBag? diagnostics, string root, Func<string, Reference> make) =>
        traversal.Steps is [AttributeTraversal name, ..]
            ? make(name.Name)
            : Fail(FirstStep(traversal), diagnostics, ReferenceRules.InvalidReference, $"\"{root}\" cannot be used alone: a name must follow it, as in {root}.name.");

    private static ModuleCallReference ModuleCall(Traversal traversal, string name)
    {
        var (key, taken) = Key(traversal.Steps, 1);
        return traversal.Steps.Count > taken && traversal.Steps[taken] is AttributeTraversal output
            ? new ModuleCallReference(name, key, output.Name, traversal, taken + 1)
            : new ModuleCallReference(name, key, null, traversal, 1);
    }

    /// <summary>Type and name stand at the offset + 1 and + 2 of root and steps; the root is position 0.</summary>
    private static Reference? Resource(Traversal traversal, ResourceMode mode, int offset, DiagnosticBag? diagnostics)
    {
        var steps = traversal.Steps;
        var type = offset < 0 ? traversal.RootName : steps.Count > 0 && steps[0] is AttributeTraversal t ? t.Name : null;
        var nameAt = offset + 1;
        if (type is null || steps.Count <= nameAt || steps[nameAt] is not AttributeTraversal name)
        {
            return Fail(steps.Count > nameAt ? steps[nameAt].Span : traversal.Span, diagnostics, ReferenceRules.InvalidReference, mode == ResourceMode.Managed
                ? "A reference to a resource must name its type and its name, as in type.name."
                : $"The \"{traversal.RootName}\" object must be followed by two attribute names: the type and the name.");
        }
        var (key, _) = Key(steps, nameAt + 1);
        return new ResourceReference(new ResourceName(mode, type, name.Name), key, traversal, nameAt + 1);
    }

    private static (InstanceKey Key, int Taken) Key(IReadOnlyList<TraversalStep> steps, int at)
    {
        if (at >= steps.Count || steps[at] is not IndexTraversal index) return (InstanceKey.None, at);
        return index.Key switch
        {
            StringValue s => (InstanceKey.Of(s.Text), at + 1),
            NumberValue n when n.Number.TryGetInt32(out var i) => (InstanceKey.Of(i), at + 1),
            _ => (InstanceKey.None, at),
        };
    }

    private static Reference? Scoped(Traversal traversal, DiagnosticBag? diagnostics, params ReadOnlySpan<(string Name, ScopedName Meaning)> names)
    {
        if (traversal.Steps is [AttributeTraversal step, ..])
        {
            foreach (var (name, meaning) in names)
                if (name == step.Name) return new ScopedReference(meaning, traversal, 1);
            var known = string.Join(", ", names.ToArray().Select(n => $"\"{n.Name}\""));
            diagnostics?.Add(ReferenceRules.InvalidScopedAttribute(traversal.RootName), traversal.RootSpan.To(step.Span),
                $"The \"{traversal.RootName}\" object does not have an attribute named \"{step.Name}\". The supported attributes are {known}.");
            return null;
        }
        return Fail(FirstStep(traversal), diagnostics, ReferenceRules.InvalidReference, $"The \"{traversal.RootName}\" object cannot be accessed directly. Instead, access one of its attributes.");
    }

    /// <summary>The step that is not what it should be, or the root where none follows.</summary>
    private static SourceSpan FirstStep(Traversal traversal) => traversal.Steps is [var first, ..] ? first.Span : traversal.RootSpan;

    private static Reference? Fail(SourceSpan span, DiagnosticBag? diagnostics, DiagnosticRule rule, string detail)
    {
        diagnostics?.Add(rule, span, detail);
        return null;
    }
}
