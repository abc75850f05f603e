using System.Collections.Concurrent;
using System.Collections.Frozen;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Evaluation;

/// <summary>
/// Where the values of a module's named things are kept in each of its instances, and what its traversals mean: worked
/// out once a module, so that resolving a name in an instance is an array access.
/// </summary>
internal sealed class ModuleLayout
{
    private readonly ConcurrentDictionary<Traversal, Binding> _bindings = new(ReferenceEqualityComparer.Instance);

    public ModuleLayout(ModuleNode node)
    {
        Node = node;
        Variables = Number(node.Config.Variables.Keys);
        Locals = Number(node.Config.Locals.Keys);
        Outputs = Number(node.Config.Outputs.Keys);
        Resources = Number(node.Config.Resources.Keys);
        Calls = Number(node.Config.ModuleCalls.Keys);
        OutputNames = [.. node.Config.Outputs.Keys];
    }

    public ModuleNode Node { get; }

    public FrozenDictionary<string, int> Variables { get; }

    public FrozenDictionary<string, int> Locals { get; }

    public FrozenDictionary<string, int> Outputs { get; }

    public FrozenDictionary<ResourceName, int> Resources { get; }

    public FrozenDictionary<string, int> Calls { get; }

    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>What a traversal of this module's configuration means.</summary>
    public Binding Bind(Traversal traversal) => _bindings.GetOrAdd(traversal, static (t, layout) => layout.MakeBinding(t), this);

    private Binding MakeBinding(Traversal traversal)
    {
        var reference = ReferenceParser.Parse(traversal, null);
        var slot = reference switch
        {
            VariableReference r => Variables.GetValueOrDefault(r.Name, -1),
            LocalReference r => Locals.GetValueOrDefault(r.Name, -1),
            ResourceReference r => Resources.GetValueOrDefault(r.Resource, -1),
            ModuleCallReference r => Calls.GetValueOrDefault(r.Name, -1),
            _ => -1,
        };
        return new Binding(reference, slot);
    }

    private static FrozenDictionary<T, int> Number<T>(IEnumerable<T> keys) where T : notnull =>
        keys.Select((key, i) => KeyValuePair.Create(key, i)).ToFrozenDictionary();

    /// <summary>The reference, null where it has no valid form, and the slot of its subject, -1 where it is not declared.</summary>
    internal sealed record Binding(Reference? Reference, int Slot);
}
