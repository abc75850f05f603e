using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary>Finds what addresses of a command line mean in a state: a module's objects, a resource's instances, one instance.</summary>
internal static class StateSelection
{
    /// <summary>False where the text is no address, which is reported.</summary>
    public static bool TryParse(string text, DiagnosticBag diagnostics, out ParsedAddress address)
    {
        if (AddressParser.TryParseTarget(text, out address, out var error)) return true;
        diagnostics.Add(StateCommandRules.InvalidAddress, null, $"\"{text}\" is not the address of a module, a resource or an instance of one. {error}");
        return false;
    }

    /// <summary>All instances, in the order of the state's listing.</summary>
    public static IEnumerable<(ResourceState Resource, InstanceKey Key)> All(StateDocument state) =>
        state.Resources.Values.OrderBy(r => r.Address).SelectMany(r => r.Instances.Keys.Order().Select(k => (r, k)));

    public static IEnumerable<(ResourceState Resource, InstanceKey Key)> Of(StateDocument state, ParsedAddress address)
    {
        var target = new Target(address.Module, address.Resource, address.Key);
        return All(state).Where(i => target.Matches(i.Resource.Address.Instance(i.Key)));
    }

    /// <summary>The one instance that a text names; null where there is none, which is reported.</summary>
    public static (ResourceState Resource, InstanceKey Key, InstanceState Instance)? One(StateDocument state, string text, DiagnosticBag diagnostics)
    {
        if (!AddressParser.TryParseInstance(text, out var address, out var error))
        {
            diagnostics.Add(StateCommandRules.InvalidAddress, null, $"\"{text}\" is not the address of a resource instance. {error}");
            return null;
        }
        if (state.Resources.TryGetValue(address.Resource, out var resource) && resource.Instances.TryGetValue(address.Key, out var instance)) return (resource, address.Key, instance);
        diagnostics.Add(new Diagnostic(StateCommandRules.NoInstance, null, $"No instance found for the given address: {text} is none of the state.")
        {
            Help = "The address must name one instance. To list all of them, run:\n    plumb state list",
        });
        return null;
    }
}
