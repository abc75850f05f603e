namespace Plumb.Engine.State.Model;

/// <summary>A copy that can be changed without changing the original; objects are shared, being immutable.</summary>
public static class StateCopy
{
    public static StateDocument Of(StateDocument state)
    {
        var copy = new StateDocument
        {
            Lineage = state.Lineage,
            Serial = state.Serial,
            TerraformVersion = state.TerraformVersion,
            CheckResults = state.CheckResults,
        };
        foreach (var (name, output) in state.Outputs) copy.Outputs[name] = output;
        foreach (var resource in state.Resources.Values)
        {
            var same = new ResourceState { Address = resource.Address, Provider = resource.Provider, Each = resource.Each };
            foreach (var (key, instance) in resource.Instances) same.Instances[key] = instance;
            copy.Resources[resource.Address] = same;
        }
        return copy;
    }
}
