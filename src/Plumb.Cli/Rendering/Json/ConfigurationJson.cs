using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Providers;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Rendering.Json;

/// <summary>The configuration that a plan was made from: its modules, resources and expressions, without values.</summary>
internal sealed class ConfigurationJson(Utf8JsonWriter json, ProviderSchemas schemas)
{
    public void Write(ConfigurationTree configuration)
    {
        var keys = new ProviderKeys(configuration);
        json.WriteStartObject();
        WriteProviders(keys);
        json.WritePropertyName("root_module");
        WriteModule(configuration.Root, keys);
        json.WriteEndObject();
    }

    private void WriteProviders(ProviderKeys keys)
    {
        var all = keys.Own.ToArray();
        if (all.Length == 0) return;
        json.WriteStartObject("provider_config");
        foreach (var (key, entry) in all)
        {
            json.WriteStartObject(key);
            json.WriteString("name", entry.Name);
            json.WriteString("full_name", entry.Provider.ToString());
            json.WriteStringIfAny("alias", entry.Config?.Alias);
            json.WriteStringIfAny("version_constraint", entry.VersionConstraint);
            json.WriteStringIfAny("module_address", entry.Module.Address.ToString());
            if (entry.Config is { } config && schemas.Find(entry.Provider) is { } schema) BodyJson.Write(json, "expressions", config.Body, schema.Provider.Block);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteModule(ModuleNode module, ProviderKeys keys)
    {
        json.WriteStartObject();
        WriteOutputs(module.Config);
        WriteResources(module, keys);
        WriteCalls(module, keys);
        WriteVariables(module.Config);
        json.WriteEndObject();
    }

    private void WriteOutputs(ModuleConfig module)
    {
        if (module.Outputs.Count == 0) return;
        json.WriteStartObject("outputs");
        foreach (var output in module.Outputs.Values.OrderBy(o => o.Name, Utf8Order.Instance))
        {
            json.WriteStartObject(output.Name);
            json.WriteIfTrue("sensitive", output.Sensitive);
            json.WriteIfTrue("ephemeral", output.Ephemeral);
            if (output.Expression is { } expression)
            {
                json.WritePropertyName("expression");
                ExpressionJson.Write(json, expression);
            }
            json.WriteTextsIfAny("depends_on", ExpressionJson.Subjects(output.DependsOn));
            json.WriteStringIfAny("description", output.Description);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Managed resources first, then data sources, then ephemeral ones, each by address.</summary>
    private void WriteResources(ModuleNode module, ProviderKeys keys)
    {
        if (module.Config.Resources.Count == 0) return;
        json.WriteStartArray("resources");
        foreach (var resource in module.Config.Resources.Values.OrderBy(r => r.Name.Mode).ThenBy(r => r.Name.ToString(), Utf8Order.Instance)) WriteResource(module, resource, keys);
        json.WriteEndArray();
    }

    private void WriteResource(ModuleNode module, ResourceConfig resource, ProviderKeys keys)
    {
        json.WriteStartObject();
        json.WriteString("address", resource.Name.ToString());
        json.WriteString("mode", AddressJson.Mode(resource.Name.Mode));
        json.WriteString("type", resource.Name.Type);
        json.WriteString("name", resource.Name.Name);
        json.WriteString("provider_config_key", keys.Of(module, resource.Provider));
        WriteProvisioners(resource.Provisioners);
        if (schemas.Resource(resource.ProviderAddress, resource.Name.Mode, resource.Name.Type) is { } schema)
        {
            BodyJson.Write(json, "expressions", resource.Body, schema.Block);
            json.WriteNumber("schema_version", schema.Version);
        }
        if (!ExpressionJson.WriteIfAny(json, "count_expression", resource.Count)) ExpressionJson.WriteIfAny(json, "for_each_expression", resource.ForEach);
        json.WriteTextsIfAny("depends_on", ExpressionJson.Subjects(resource.DependsOn));
        json.WriteEndObject();
    }

    private void WriteProvisioners(IReadOnlyList<ProvisionerConfig> provisioners)
    {
        if (provisioners.Count == 0) return;
        json.WriteStartArray("provisioners");
        foreach (var provisioner in provisioners)
        {
            json.WriteStartObject();
            json.WriteString("type", provisioner.Type);
            BodyJson.Write(json, "expressions", provisioner.Body, ProvisionerArguments.Of(provisioner.Type));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteCalls(ModuleNode module, ProviderKeys keys)
    {
        if (module.Config.ModuleCalls.Count == 0) return;
        json.WriteStartObject("module_calls");
        foreach (var call in module.Config.ModuleCalls.Values.OrderBy(c => c.Name, Utf8Order.Instance)) WriteCall(module.Children.GetValueOrDefault(call.Name), call, keys);
        json.WriteEndObject();
    }

    private void WriteCall(ModuleNode? child, ModuleCallConfig call, ProviderKeys keys)
    {
        json.WriteStartObject(call.Name);
        json.WriteStringIfAny("source", call.Source);
        if (child is not null) BodyJson.Write(json, "expressions", call.Body, new BlockSchema { Attributes = [.. child.Config.Variables.Keys.Select(name => new AttributeSchema(name))] });
        if (!ExpressionJson.WriteIfAny(json, "count_expression", call.Count)) ExpressionJson.WriteIfAny(json, "for_each_expression", call.ForEach);
        if (child is not null)
        {
            json.WritePropertyName("module");
            WriteModule(child, keys);
        }
        json.WriteStringIfAny("version_constraint", call.Version?.Constraints.Text);
        json.WriteTextsIfAny("depends_on", ExpressionJson.Subjects(call.DependsOn));
        json.WriteEndObject();
    }

    private void WriteVariables(ModuleConfig module)
    {
        if (module.Variables.Count == 0) return;
        json.WriteStartObject("variables");
        foreach (var variable in module.Variables.Values.OrderBy(v => v.Name, Utf8Order.Instance))
        {
            json.WriteStartObject(variable.Name);
            if (variable.Default is { } byDefault)
            {
                json.WritePropertyName("default");
                JsonValueCodec.Write(json, byDefault, byDefault.Type);
            }
            json.WriteStringIfAny("description", variable.Description);
            json.WriteIfTrue("sensitive", variable.Sensitive);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
