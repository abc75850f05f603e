using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Evaluation;

/// <summary>
/// One instance of a module during a run, and the values of everything in it as they become known. Each slot is written
/// once, by the visit of its vertex, before anything that needs it is visited.
/// </summary>
internal sealed class ModuleInstance
{
    private readonly Value?[] _variables;
    private readonly Value?[] _locals;
    private readonly Value?[] _outputs;
    private readonly ResourceInstances?[] _resources;
    private readonly ModuleCallInstances?[] _calls;
    private ObjectValue? _outputObject;

    public ModuleInstance(ModuleLayout layout, ModuleInstanceAddress address, ModuleInstance? parent, RepetitionInstance repetition)
    {
        Layout = layout;
        Address = address;
        Parent = parent;
        Repetition = repetition;
        _variables = new Value?[layout.Variables.Count];
        _locals = new Value?[layout.Locals.Count];
        _outputs = new Value?[layout.Outputs.Count];
        _resources = new ResourceInstances?[layout.Resources.Count];
        _calls = new ModuleCallInstances?[layout.Calls.Count];
    }

    public ModuleLayout Layout { get; }

    public ModuleNode Node => Layout.Node;

    public ModuleInstanceAddress Address { get; }

    public ModuleInstance? Parent { get; }

    /// <summary>What count.index and each.* mean in the arguments of the call that made this instance.</summary>
    public RepetitionInstance Repetition { get; }

    public Value? Variable(int slot) => _variables[slot];

    public Value? Local(int slot) => _locals[slot];

    public Value? Output(string name) => Layout.Outputs.TryGetValue(name, out var slot) ? _outputs[slot] : null;

    public ResourceInstances? Resource(int slot) => _resources[slot];

    public ResourceInstances? Resource(ResourceName name) => Layout.Resources.TryGetValue(name, out var slot) ? _resources[slot] : null;

    public ModuleCallInstances? Call(int slot) => _calls[slot];

    public ModuleCallInstances? Call(string name) => Layout.Calls.TryGetValue(name, out var slot) ? _calls[slot] : null;

    public void SetVariable(string name, Value value) => _variables[Layout.Variables[name]] = value;

    public void SetLocal(string name, Value value) => _locals[Layout.Locals[name]] = value;

    public void SetOutput(string name, Value value)
    {
        _outputs[Layout.Outputs[name]] = value;
        _outputObject = null;
    }

    public void SetResource(ResourceName name, ResourceInstances instances) => _resources[Layout.Resources[name]] = instances;

    public void SetCall(string name, ModuleCallInstances instances) => _calls[Layout.Calls[name]] = instances;

    /// <summary>All outputs as an object; one not evaluated is unknown.</summary>
    public ObjectValue OutputObject() => _outputObject ??= Value.Object(
        Layout.OutputNames.Select(name => KeyValuePair.Create(name, Output(name) ?? Value.DynamicUnknown)));
}

/// <summary>The instances of a module that a call in one instance of its parent makes.</summary>
internal sealed class ModuleCallInstances(Repetition repetition, IReadOnlyList<ModuleInstance> instances)
{
    private readonly Value _unknown = Poison.Value;

    private readonly Dictionary<InstanceKey, ModuleInstance> _byKey = instances.ToDictionary(i => i.Address.Key);

    /// <summary>For a call whose instances could not be told, which is reported.</summary>
    public static ModuleCallInstances Failed { get; } = new(new Repetition(RepetitionKind.Unknown, []), []);

    /// <summary>For a call whose instances are not asked for: everything it gives is of the kind that a value says.</summary>
    public ModuleCallInstances(Value whole) : this(new Repetition(RepetitionKind.Unknown, []), []) => _unknown = whole;

    public RepetitionKind Kind => repetition.Kind;

    public IReadOnlyList<ModuleInstance> Instances { get; } = instances;

    public ModuleInstance? Find(InstanceKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>What <c>module.name</c> is: an object, a tuple of objects, an object of objects.</summary>
    public Value Whole() => Kind switch
    {
        RepetitionKind.Count => Value.Tuple([.. Instances.Select(i => (Value)i.OutputObject())]),
        RepetitionKind.ForEach => Value.Object(Instances.Select(i => KeyValuePair.Create(i.Address.Key.Text, (Value)i.OutputObject()))),
        RepetitionKind.Unknown => _unknown,
        _ => Instances is [var only] ? only.OutputObject() : Value.DynamicNull,
    };
}
