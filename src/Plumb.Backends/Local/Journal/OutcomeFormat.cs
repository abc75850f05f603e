using System.Buffers;
using Plumb.Core.Addresses;
using Plumb.Engine.Applying;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Backends.Local.Journal;

/// <summary>An outcome as a journal's record holds it: a state with nothing but the instance.</summary>
internal static class OutcomeFormat
{
    public static ReadOnlyMemory<byte> ToBytes(StateOutcome outcome)
    {
        if (outcome.Instance is not { } instance) return default;
        var resource = new ResourceState { Address = outcome.Address.Resource, Provider = outcome.Provider, Each = outcome.Each };
        resource.Instances[outcome.Address.Key] = instance;
        var state = new StateDocument();
        state.Resources[resource.Address] = resource;
        // An instance is small, and there are many.
        var buffer = new ArrayBufferWriter<byte>(2048);
        StateWriter.Write(buffer, state);
        return buffer.WrittenMemory;
    }

    /// <summary>Puts the instance into a state, or takes it out.</summary>
    public static InstanceState? Apply(StateDocument state, ResourceInstanceAddress address, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            if (state.Resources.TryGetValue(address.Resource, out var left) && left.Instances.Remove(address.Key) && left.Instances.Count == 0)
                state.Resources.Remove(address.Resource);
            return null;
        }
        if (StateReader.Read(body, "the journal", []) is not { } alone || !alone.Resources.TryGetValue(address.Resource, out var written) || !written.Instances.TryGetValue(address.Key, out var instance))
            throw new FormatException($"what it holds of {address} is no instance");
        if (!state.Resources.TryGetValue(address.Resource, out var resource))
            state.Resources[address.Resource] = resource = new ResourceState { Address = address.Resource, Provider = written.Provider };
        resource.Provider = written.Provider;
        resource.Each = written.Each;
        resource.Instances[address.Key] = instance;
        return instance;
    }
}
