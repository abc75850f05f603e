using Plumb.Core.Addresses;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Planning;

/// <summary>Gives every object of a state its value by the schemas, where only the stored form is at hand: of a plan read from a file.</summary>
internal static class StoredValues
{
    public static async ValueTask LoadAsync(RunContext run, StateDocument state, CancellationToken cancellation)
    {
        foreach (var resource in state.Resources.Values)
        {
            var name = resource.Address.Resource;
            if (run.ResourceSchema(resource.Provider.Provider, name.Mode, name.Type) is not { } schema) continue;
            if (await run.Providers.UnconfiguredAsync(resource.Provider.Provider, run.Diagnostics, cancellation).ConfigureAwait(false) is not { } provider) continue;
            foreach (var (key, instance) in resource.Instances.ToArray())
            {
                var address = resource.Address.Instance(key).ToString();
                var current = await ReadAsync(instance.Current, address).ConfigureAwait(false);
                var deposed = new Dictionary<string, ObjectState>();
                foreach (var (deposedKey, one) in instance.Deposed)
                    deposed[deposedKey] = await ReadAsync(one, address).ConfigureAwait(false) ?? one;
                resource.Instances[key] = instance with { Current = current, Deposed = deposed };
            }

            async ValueTask<ObjectState?> ReadAsync(ObjectState? stored, string address)
            {
                if (stored is null or { Value: not null }) return stored;
                if (name.Mode == ResourceMode.Data && stored.SchemaVersion != schema.Version) return stored;
                return await UpgradeState.UpgradeAsync(stored, name.Type, schema, provider, address, null, run.Diagnostics, cancellation).ConfigureAwait(false) ?? stored;
            }
        }
    }
}
