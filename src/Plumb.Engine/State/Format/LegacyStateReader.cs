using System.Globalization;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.State.Format;

/// <summary>
/// Reads states of formats 1 to 3, which Terraform before 0.12 wrote, as states of format 4. Attributes stay a flat map for
/// the provider to upgrade; dependencies, which they wrote in another way, are left out as the peer does.
/// </summary>
internal static class LegacyStateReader
{
    private const long FormatOne = 1;

    /// <summary>Null where it cannot be read, which is reported. Faults of form throw as those of format 4 do.</summary>
    public static StateDocument? Read(JsonElement root, long version, string name, DiagnosticBag diagnostics)
    {
        if (version < FormatOne)
        {
            diagnostics.Add(StateRules.Unreadable, null, string.Create(CultureInfo.InvariantCulture, $"The state in {name} has the format version {version}, which there never was."));
            return null;
        }
        var state = new StateDocument
        {
            TerraformVersion = Text(root, "terraform_version") ?? "",
            Serial = root.TryGetProperty("serial", out var serial) ? serial.GetInt64() : 0,
            Lineage = Text(root, "lineage") ?? "",
        };
        if (!root.TryGetProperty("modules", out var modules) || modules.ValueKind != JsonValueKind.Array) return state;
        foreach (var module in modules.EnumerateArray()) ReadModule(module, version, state);
        return state;
    }

    private static void ReadModule(JsonElement json, long version, StateDocument state)
    {
        var address = ReadPath(json);
        if (address.IsRoot && json.TryGetProperty("outputs", out var outputs) && outputs.ValueKind == JsonValueKind.Object)
            foreach (var output in outputs.EnumerateObject()) state.Outputs[output.Name] = LegacyOutput.Read(output.Value);
        if (!json.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Object) return;
        foreach (var resource in resources.EnumerateObject()) ReadResource(address, resource, version, state);
    }

    private static ModuleInstanceAddress ReadPath(JsonElement module)
    {
        var path = module.GetProperty("path").EnumerateArray().Select(step => step.GetString() ?? "").ToArray();
        if (path is not ["root", ..]) throw new FormatException($"the module path \"{string.Join('.', path)}\" does not begin at the root");
        return path.Skip(1).Aggregate(ModuleInstanceAddress.Root, (parent, name) => parent.Child(name, InstanceKey.None));
    }

    private static void ReadResource(ModuleInstanceAddress module, JsonProperty property, long version, StateDocument state)
    {
        var (resource, key) = ReadName(property.Name);
        var address = new ResourceAddress(module, resource);
        var provider = ReadProvider(Text(property.Value, "provider") ?? "", resource);
        if (!state.Resources.TryGetValue(address, out var there)) state.Resources[address] = there = new ResourceState { Address = address, Provider = provider };

        var current = property.Value.TryGetProperty("primary", out var primary) && primary.ValueKind == JsonValueKind.Object ? LegacyObject.Read(primary, version) : null;
        var deposed = new Dictionary<string, ObjectState>();
        if (property.Value.TryGetProperty("deposed", out var olds) && olds.ValueKind == JsonValueKind.Array)
            foreach (var old in olds.EnumerateArray()) deposed[(deposed.Count + 1).ToString("x8", CultureInfo.InvariantCulture)] = LegacyObject.Read(old, version);
        if (current is not null || deposed.Count > 0) there.Instances[key] = new InstanceState { Current = current, Deposed = deposed };
        if (there.Instances.Count == 0) state.Resources.Remove(address);
    }

    /// <summary><c>type.name</c>, with <c>data.</c> before it and a number after it where there is a count.</summary>
    private static (ResourceName Name, InstanceKey Key) ReadName(string text)
    {
        var parts = text.Split('.');
        var mode = parts[0] == "data" ? ResourceMode.Data : ResourceMode.Managed;
        if (mode == ResourceMode.Data) parts = parts[1..];
        return parts switch
        {
            [{ Length: > 0 } type, { Length: > 0 } name] => (new ResourceName(mode, type, name), InstanceKey.None),
            [{ Length: > 0 } type, { Length: > 0 } name, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
                (new ResourceName(mode, type, name), InstanceKey.Of(index)),
            _ => throw new FormatException($"\"{text}\" is not the address of a resource"),
        };
    }

    /// <summary>Written in full, <c>module.a.provider.aws.west</c>, or as a name alone; where it is missing the type says it.</summary>
    private static ProviderConfigAddress ReadProvider(string text, ResourceName resource)
    {
        var parts = (text.Length == 0 ? resource.Type.Split('_')[0] : text).Split('.');
        var module = ModuleAddress.Root;
        var at = 0;
        for (; at + 1 < parts.Length && parts[at] == "module"; at += 2) module = module.Child(parts[at + 1]);
        if (at + 1 < parts.Length && parts[at] == "provider") at++;
        if (at >= parts.Length || parts.Length - at > 2 || parts[at].Length == 0) throw new FormatException($"\"{text}\" is not the address of a provider");
        return new ProviderConfigAddress(module, ProviderAddress.FromBefore013(parts[at]), at + 1 < parts.Length ? parts[at + 1] : null);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
