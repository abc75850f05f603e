using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Graph;

/// <summary>
/// A block of the configuration that has to be evaluated, planned or applied as one, for all instances of its module
/// and all its own. Edges lead from what is needed to what needs it.
/// </summary>
public abstract class Vertex(ModuleNode module)
{
    public ModuleNode Module { get; } = module;

    /// <summary>What has to be done before this.</summary>
    public HashSet<Vertex> Dependencies { get; } = [];

    /// <summary>A dependency that orders but gives no value failed, or the vertex itself did.</summary>
    public bool Failed { get; set; }

    /// <summary>What failed first of all that this waits for, where anything did.</summary>
    public Vertex? FailureCause { get; set; }

    protected string Prefix => Module.Address.IsRoot ? "" : Module.Address + ".";

    public abstract override string ToString();
}

public sealed class VariableVertex(ModuleNode module, VariableConfig variable) : Vertex(module)
{
    public VariableConfig Variable { get; } = variable;

    public override string ToString() => Prefix + "var." + Variable.Name;
}

public sealed class LocalVertex(ModuleNode module, LocalConfig local) : Vertex(module)
{
    public LocalConfig Local { get; } = local;

    public override string ToString() => Prefix + "local." + Local.Name;
}

public sealed class OutputVertex(ModuleNode module, OutputConfig output) : Vertex(module)
{
    public OutputConfig Output { get; } = output;

    public override string ToString() => Prefix + "output." + Output.Name;
}

/// <summary>Which instances a module has. Everything in the module comes after.</summary>
public sealed class ModuleExpansionVertex(ModuleNode module) : Vertex(module)
{
    public override string ToString() => Module.Address + " (expand)";
}

/// <summary>What a module call depends on explicitly; the resources of the module come after.</summary>
public sealed class ModuleGateVertex(ModuleNode module) : Vertex(module)
{
    public override string ToString() => Module.Address + " (open)";
}

/// <summary>Everything in a module is done.</summary>
public sealed class ModuleCloseVertex(ModuleNode module) : Vertex(module)
{
    public override string ToString() => Module.Address + " (close)";
}

public sealed class ResourceVertex(ModuleNode module, ResourceConfig resource) : Vertex(module)
{
    public ResourceConfig Resource { get; } = resource;

    public ResourceConfigAddress Address { get; } = new(module.Address, resource.Name);

    /// <summary>What its prevent_destroy is made from; also among the dependencies.</summary>
    internal HashSet<Vertex> Guards { get; } = [];

    public override string ToString() => Prefix + Resource.Name;
}

public sealed class ProviderVertex(ModuleNode module, ProviderConfigAddress address, ProviderConfig? config) : Vertex(module)
{
    public ProviderConfigAddress Address { get; } = address;

    /// <summary>Null for a provider that no block configures.</summary>
    public ProviderConfig? Config { get; } = config;

    public override string ToString() => Address.ToString();
}

public sealed class CheckVertex(ModuleNode module, CheckConfig check) : Vertex(module)
{
    public CheckConfig Check { get; } = check;

    public override string ToString() => Prefix + "check." + Check.Name;
}

/// <summary>Destroying what a resource block has, or had, beside what is to stay. Only in the graph of an apply.</summary>
public sealed class DestroyVertex(ModuleNode module, ResourceConfigAddress address, DestroyRole role) : Vertex(module)
{
    public ResourceConfigAddress Address { get; } = address;

    public DestroyRole Role { get; } = role;

    public override string ToString() => Address + (Role == DestroyRole.Deposed ? " (destroy deposed)" : " (destroy)");
}

/// <summary>Doing the actions that changes of a block's objects set off, before or after the changes.</summary>
public sealed class TriggerVertex(ModuleNode module, ResourceConfigAddress address, bool isBefore) : Vertex(module)
{
    /// <summary>The block that sets them off.</summary>
    public ResourceConfigAddress Address { get; } = address;

    public bool IsBefore { get; } = isBefore;

    public override string ToString() => $"{Address} (actions {(IsBefore ? "before" : "after")})";
}
