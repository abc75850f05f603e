using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Text;

namespace Plumb.Cli.Rendering.Json;

/// <summary>Resources by the module instance that they are in, nested as the modules are: what plan and state have in common.</summary>
internal sealed class ModuleValuesJson<T>
{
    private readonly Dictionary<ModuleInstanceAddress, List<T>> _resources = [];
    private readonly Dictionary<ModuleInstanceAddress, SortedDictionary<string, ModuleInstanceAddress>> _children = [];

    public void Add(ModuleInstanceAddress module, T resource)
    {
        if (!_resources.TryGetValue(module, out var list)) _resources[module] = list = [];
        list.Add(resource);
        for (var at = module; at.Parent is { } parent; at = parent)
        {
            if (!_children.TryGetValue(parent, out var siblings)) _children[parent] = siblings = new(Utf8Order.Instance);
            if (!siblings.TryAdd(at.ToString(), at)) break;
        }
    }

    public void Write(Utf8JsonWriter json, string name, Action<T> writeResource)
    {
        json.WritePropertyName(name);
        Write(json, ModuleInstanceAddress.Root, writeResource);
    }

    private void Write(Utf8JsonWriter json, ModuleInstanceAddress module, Action<T> writeResource)
    {
        json.WriteStartObject();
        if (_resources.TryGetValue(module, out var resources))
        {
            json.WriteStartArray("resources");
            foreach (var resource in resources) writeResource(resource);
            json.WriteEndArray();
        }
        json.WriteStringIfAny("address", module.ToString());
        if (_children.TryGetValue(module, out var children))
        {
            json.WriteStartArray("child_modules");
            foreach (var child in children.Values) Write(json, child, writeResource);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
