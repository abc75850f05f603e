using System.Text.Json.Nodes;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Conformance.Configuration;

/// <summary>Writes a module in the JSON form of terraform-config-inspect.</summary>
internal static class ModuleInspection
{
    public static string Write(LoadedConfiguration loaded)
    {
        var module = loaded.Module;
        var inspection = new JsonObject
        {
            ["required_providers"] = WriteProviders(module),
            ["variables"] = Members(module.Variables.Values, v => v.Name, Write),
            ["outputs"] = Members(module.Outputs.Values, o => o.Name, Write),
            ["managed_resources"] = WriteResources(module, ResourceMode.Managed),
            ["data_resources"] = WriteResources(module, ResourceMode.Data),
            ["module_calls"] = Members(module.ModuleCalls.Values, c => c.Name, Write),
        };
        if (module.RequiredVersions.Count > 0)
            inspection["required_core"] = new JsonArray([.. module.RequiredVersions.Select(v => (JsonNode)v.Constraints.Text)]);
        if (module.Providers.Count > 0)
            inspection["provider_configs"] = Members(module.Providers.Values, c => c.Alias is null ? c.LocalName : $"{c.LocalName}.{c.Alias}", c => Write(c.LocalName, c.Alias));
        // The inspector is lenient: it has no warnings.
        var errors = loaded.Diagnostics.Where(d => d.Severity == Severity.Error).Select(Write).ToList();
        if (errors.Count > 0) inspection["diagnostics"] = new JsonArray([.. errors]);
        return inspection.ToJsonString();
    }

    private static JsonObject Members<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonObject> write) =>
        new(items.Select(item => KeyValuePair.Create(name(item), (JsonNode?)write(item))));

    /// <summary>Those declared, and those that configurations and resources imply.</summary>
    private static JsonObject WriteProviders(ModuleConfig module)
    {
        var names = module.RequiredProviders.Keys
            .Concat(module.Providers.Values.Select(p => p.LocalName))
            .Concat(module.Resources.Values.Select(r => r.Provider.LocalName));
        return Members(names.Distinct(), name => name, name =>
        {
            var provider = new JsonObject();
            var requirement = module.RequiredProviders.GetValueOrDefault(name);
            if (requirement is { Source.Length: > 0 }) provider["source"] = requirement.Source;
            var versions = module.Providers.Values.Where(p => p.LocalName == name).Select(p => p.Version).Append(requirement?.Version).OfType<VersionConstraintConfig>().ToList();
            if (versions.Count > 0) provider["version_constraints"] = new JsonArray([.. versions.Select(v => (JsonNode)v.Constraints.Text)]);
            return provider;
        });
    }

    private static JsonObject Write(VariableConfig variable)
    {
        var written = Named(variable.Name, variable.Description, variable.Span);
        if (variable.HasDeclaredType) written["type"] = TypeText(variable.Type);
        if (variable.Sensitive) written["sensitive"] = true;
        if (variable.DeprecationMessage is { } message) written["deprecated"] = message;
        written["default"] = variable.Default is { } value ? JsonNode.Parse(JsonValueCodec.ToText(value, value.Type)) : null;
        written["required"] = variable.Default is null;
        return written;
    }

    private static JsonObject Write(OutputConfig output)
    {
        var written = Named(output.Name, output.Description, output.Span);
        if (output.Sensitive) written["sensitive"] = true;
        if (output.DeprecationMessage is { } message) written["deprecated"] = message;
        return written;
    }

    private static JsonObject WriteResources(ModuleConfig module, ResourceMode mode) =>
        Members(module.Resources.Values.Where(r => r.Name.Mode == mode), r => r.Name.ToString(), r => new JsonObject
        {
            ["mode"] = mode == ResourceMode.Managed ? "managed" : "data",
            ["type"] = r.Name.Type,
            ["name"] = r.Name.Name,
            ["provider"] = Write(r.Provider.LocalName, r.Provider.Alias),
            ["pos"] = Position(r.Span),
        });

    private static JsonObject Write(ModuleCallConfig call)
    {
        var written = Named(call.Name, "", call.Span);
        written["source"] = call.Source;
        if (call.Version is { } version) written["version"] = version.Constraints.Text;
        return written;
    }

    private static JsonObject Write(string provider, string? alias)
    {
        var written = new JsonObject { ["name"] = provider };
        if (alias is not null) written["alias"] = alias;
        return written;
    }

    /// <summary>The words are ours, so they are not written.</summary>
    private static JsonObject Write(Diagnostic diagnostic)
    {
        var written = new JsonObject { ["severity"] = "error" };
        if (diagnostic.Subject is { } subject) written["pos"] = Position(subject);
        return written;
    }

    private static JsonObject Named(string name, string description, SourceSpan span)
    {
        var written = new JsonObject { ["name"] = name, ["pos"] = Position(span) };
        if (description.Length > 0) written["description"] = description;
        return written;
    }

    private static JsonObject Position(SourceSpan span) => new() { ["filename"] = Path.GetFileName(span.File.Name), ["line"] = span.StartPosition.Line };

    /// <summary>A type as it is written in a constraint.</summary>
    private static string TypeText(DataType type) => type switch
    {
        ListType t => $"list({TypeText(t.Element)})",
        SetType t => $"set({TypeText(t.Element)})",
        MapType t => $"map({TypeText(t.Element)})",
        TupleType t => $"tuple([{string.Join(", ", t.Elements.Select(TypeText))}])",
        ObjectType t => $"object({{{string.Join(", ", t.Attributes.Select(a => $"{a.Name} = {TypeText(a.Type)}"))}}})",
        DynamicType => "any",
        _ => type.FriendlyName,
    };
}
