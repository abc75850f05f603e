using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary>
/// Moves a module, a whole resource or one instance to another address, within a state or from one to another. What the
/// source is decides what the destination must be. Performs no I/O.
/// </summary>
internal sealed class StateMove(StateDocument source, StateDocument destination, DiagnosticBag diagnostics)
{
    /// <summary>False where the move cannot be made, which is reported; nothing is changed then.</summary>
    public bool Run(ParsedAddress from, ParsedAddress to)
    {
        if (from.Resource is not { } name) return MoveModule(from, to);
        var address = new ResourceAddress(from.Module, name);
        if (!source.Resources.TryGetValue(address, out var resource))
            return Refuse(StateCommandRules.InvalidSource, $"Cannot move {from}: does not match anything in the current state.");
        var isWhole = from.Key.IsNone && !resource.Instances.ContainsKey(InstanceKey.None);
        if (!isWhole && !resource.Instances.ContainsKey(from.Key))
            return Refuse(StateCommandRules.InvalidSource, $"The current state does not contain {from}.");
        if (to.Resource is not { } newName || (isWhole && !to.Key.IsNone))
        {
            return Refuse(StateCommandRules.InvalidTarget, isWhole
                ? $"Cannot move {from} to {to}: the source is a whole resource (not a resource instance) so the target must also be a whole resource."
                : $"Cannot move {from} to {to}: the source is a resource instance so the target must also be a resource instance.");
        }
        if (!Fits(from, to, name, newName)) return false;
        var target = new ResourceAddress(to.Module, newName);
        return isWhole ? MoveResource(resource, target, from, to) : MoveInstance(resource, from, target, to);
    }

    private bool Fits(ParsedAddress from, ParsedAddress to, ResourceName name, ResourceName newName)
    {
        if (name.Mode != newName.Mode)
        {
            return Refuse(StateCommandRules.InvalidMove, name.Mode == ResourceMode.Data
                ? $"Cannot move {from} to {to}: a data resource can be moved only to another data resource address."
                : $"Cannot move {from} to {to}: a managed resource can be moved only to another managed resource address.");
        }
        return name.Type == newName.Type || Refuse(StateCommandRules.InvalidMove, $"Cannot move {from} to {to}: resource types don't match.");
    }

    private bool MoveModule(ParsedAddress from, ParsedAddress to)
    {
        if (to.Resource is not null)
            return Refuse(StateCommandRules.InvalidTarget, $"Cannot move {from} to {to}: the target must also be a module.");
        var inside = source.Resources.Values.Where(r => r.Address.Module.IsWithin(from.Module)).ToArray();
        if (inside.Length == 0)
            return Refuse(StateCommandRules.InvalidSource, $"Cannot move {from}: does not match anything in the current state.");
        if (destination.Resources.Keys.Any(a => a.Module.IsWithin(to.Module)))
            return Refuse(StateCommandRules.InvalidTarget, $"Cannot move to {to}: there is already a module at that address in the current state.");
        if (to.Module.IsWithin(from.Module) && ReferenceEquals(source, destination))
            return Refuse(StateCommandRules.InvalidTarget, $"Cannot move {from} to {to}: a module cannot be moved into itself.");
        foreach (var resource in inside)
        {
            source.Resources.Remove(resource.Address);
            Place(resource, new ResourceAddress(Rebased(resource.Address.Module, from.Module, to.Module), resource.Address.Resource));
        }
        return true;
    }

    private static ModuleInstanceAddress Rebased(ModuleInstanceAddress address, ModuleInstanceAddress from, ModuleInstanceAddress to) =>
        address.Parent is not { } parent || address.Equals(from) ? to : Rebased(parent, from, to).Child(address.Name, address.Key);

    private bool MoveResource(ResourceState resource, ResourceAddress target, ParsedAddress from, ParsedAddress to)
    {
        if (destination.Resources.ContainsKey(target))
            return Refuse(StateCommandRules.InvalidTarget, $"Cannot move to {to}: there is already a resource at that address in the current state.");
        source.Resources.Remove(resource.Address);
        Place(resource, target);
        return true;
    }

    private bool MoveInstance(ResourceState resource, ParsedAddress from, ResourceAddress target, ParsedAddress to)
    {
        if (destination.Resources.TryGetValue(target, out var there) && there.Instances.ContainsKey(to.Key))
            return Refuse(StateCommandRules.InvalidTarget, $"Cannot move to {to}: there is already a resource instance at that address in the current state.");
        var instance = resource.Instances[from.Key];
        resource.Instances.Remove(from.Key);
        if (resource.Instances.Count == 0) source.Resources.Remove(resource.Address);
        // What was just emptied may be the target itself, which then begins anew.
        if (!destination.Resources.TryGetValue(target, out there)) destination.Resources[target] = there = new ResourceState { Address = target, Provider = resource.Provider };
        there.Instances[to.Key] = instance;
        return true;
    }

    private void Place(ResourceState resource, ResourceAddress target)
    {
        var moved = new ResourceState { Address = target, Provider = resource.Provider, Each = resource.Each };
        foreach (var (key, instance) in resource.Instances) moved.Instances[key] = instance;
        destination.Resources[target] = moved;
    }

    private bool Refuse(DiagnosticRule rule, string detail)
    {
        diagnostics.Add(rule, null, detail);
        return false;
    }
}
