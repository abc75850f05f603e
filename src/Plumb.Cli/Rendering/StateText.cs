using System.Text;
using Plumb.Cli.Rendering.Plans;
using Plumb.Core.Addresses;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Rendering;

/// <summary>Shows objects of a state to people, each as a block of the language would have it.</summary>
internal sealed class StateText(ProviderSchemas schemas)
{
    private const int Column = 2;

    private readonly StringBuilder _text = new();

    /// <summary>All objects in the order of their addresses.</summary>
    public string Format(StateDocument state)
    {
        foreach (var resource in state.Resources.Values.OrderBy(r => r.Address))
        {
            foreach (var (key, instance) in resource.Instances.OrderBy(i => i.Key))
            {
                if (instance.Current is { } current) WriteObject(resource, key, current, null);
                foreach (var (deposedKey, deposed) in instance.Deposed.OrderBy(d => d.Key, StringComparer.Ordinal)) WriteObject(resource, key, deposed, deposedKey);
            }
        }
        return _text.ToString();
    }

    public string Format(ResourceState resource, InstanceKey key, ObjectState current)
    {
        WriteObject(resource, key, current, null);
        return _text.ToString();
    }

    private void WriteObject(ResourceState resource, InstanceKey key, ObjectState stored, string? deposedKey)
    {
        var name = resource.Address.Resource;
        var schema = schemas.Resource(resource.Provider.Provider, name.Mode, name.Type);
        var value = (schema is null ? null : StoredObject.Read(stored, schema, out _)) ?? StoredObject.ReadWithoutSchema(stored);
        var tainted = stored.Status == ObjectStatus.Tainted ? " (tainted)" : "";
        var deposed = deposedKey is null ? "" : $" (deposed object {deposedKey})";
        if (_text.Length > 0) _text.Append('\n');
        _text.Append($"# {resource.Address.Instance(key)}:{tainted}{deposed}\n");
        _text.Append($"{(name.Mode == ResourceMode.Data ? "data" : "resource")} \"{name.Type}\" \"{name.Name}\" {{\n");
        var shown = EchoedSecrets.Mark(value)[0];
        new ObjectWriter(_text, default, []) { ShowsAll = true }.Write(schema?.Block, shown, shown, Column);
        _text.Append("}\n");
    }
}
