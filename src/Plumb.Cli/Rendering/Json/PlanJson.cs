using System.Globalization;
using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Providers;

namespace Plumb.Cli.Rendering.Json;

/// <summary>A plan as <c>show -json</c> prints it: format 1.2 of the peer.</summary>
internal sealed class PlanJson(Utf8JsonWriter json, ProviderSchemas schemas, DiagnosticBag diagnostics)
{
    public void Write(Plan plan, ConfigurationTree configuration)
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.2");
        json.WriteString("terraform_version", LanguageVersion.Text);
        WriteVariables(plan, configuration.Root.Config);
        WritePlannedValues(plan);
        WriteChanges("resource_drift", Drift(plan));
        WriteChanges("resource_changes", plan.Changes);
        WriteDeferred(plan.Deferred);
        WriteDeferredActions(plan.DeferredActions);
        WriteOutputChanges(plan.Outputs);
        WriteActions(plan.Actions);
        WritePriorState(plan);
        json.WritePropertyName("configuration");
        new ConfigurationJson(json, schemas).Write(configuration);
        WriteRelevant(plan.RelevantAttributes);
        ChecksJson.Write(json, plan.Checks);
        json.WriteString("timestamp", plan.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteBoolean("applyable", plan.Applyable);
        json.WriteBoolean("complete", plan.Complete);
        json.WriteBoolean("errored", plan.Errored);
        json.WriteEndObject();
    }

    /// <summary>A mere move is drift only where nothing else is planned: in other plans it is among the changes.</summary>
    public static IReadOnlyList<ResourceChange> Drift(Plan plan) =>
        plan.Mode == PlanMode.RefreshOnly ? plan.Drift : [.. plan.Drift.Where(d => d.Action != ChangeAction.NoOp)];

    private void WriteVariables(Plan plan, ModuleConfig root)
    {
        var values = new SortedDictionary<string, Value>(Utf8Order.Instance);
        foreach (var (name, value) in plan.Variables) values[name] = value;
        foreach (var variable in root.Variables.Values)
            if (variable.Default is { } byDefault) values.TryAdd(variable.Name, byDefault);
        if (values.Count == 0) return;
        json.WriteStartObject("variables");
        foreach (var (name, value) in values)
        {
            json.WriteStartObject(name);
            json.WritePropertyName("value");
            ValueShapes.WriteKnown(json, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WritePlannedValues(Plan plan)
    {
        json.WriteStartObject("planned_values");
        WritePlannedOutputs(plan.Outputs);
        var modules = new ModuleValuesJson<ResourceChange>();
        foreach (var change in plan.Changes.Where(c => c.DeposedKey is null && c.Action != ChangeAction.Delete).OrderBy(c => c.Address.ToString(), Utf8Order.Instance)) modules.Add(change.Address.Module, change);
        modules.Write(json, "root_module", WritePlannedObject);
        json.WriteEndObject();
    }

    private void WritePlannedOutputs(IReadOnlyList<OutputChange> outputs)
    {
        var begun = false;
        foreach (var output in outputs)
        {
            if (output.Action == ChangeAction.Delete) continue;
            if (!begun) json.WriteStartObject("outputs");
            begun = true;
            json.WriteStartObject(output.Name);
            json.WriteBoolean("sensitive", output.Sensitive);
            if (output.After.UnmarkDeep() is { IsWhollyKnown: true } value)
            {
                json.WritePropertyName("type");
                JsonValueCodec.WriteType(json, value.IsNull ? DataType.Dynamic : value.Type);
                json.WritePropertyName("value");
                JsonValueCodec.Write(json, value, value.Type);
            }
            json.WriteEndObject();
        }
        if (begun) json.WriteEndObject();
    }

    private void WritePlannedObject(ResourceChange change)
    {
        var name = change.Address.Resource.Resource;
        json.WriteStartObject();
        json.WriteString("address", change.Address.ToString());
        AddressJson.WriteParts(json, change.Address);
        json.WriteString("provider_name", change.Provider.Provider.ToString());
        json.WriteNumber("schema_version", schemas.Resource(change.Provider.Provider, name.Mode, name.Type)?.Version ?? 0);
        ValueShapes.WriteAttributes(json, "values", change.After);
        json.WritePropertyName("sensitive_values");
        ValueShapes.WriteSensitive(json, change.After);
        json.WriteEndObject();
    }

    private void WriteChanges(string name, IReadOnlyList<ResourceChange> changes)
    {
        if (changes.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var change in changes) ResourceChangeJson.Write(json, change);
        json.WriteEndArray();
    }

    private void WriteDeferred(IReadOnlyList<DeferredChange> deferred)
    {
        if (deferred.Count == 0) return;
        json.WriteStartArray("deferred_changes");
        foreach (var (reason, change) in deferred)
        {
            json.WriteStartObject();
            json.WriteString("reason", ChangeWords.Deferral(reason));
            json.WritePropertyName("resource_change");
            ResourceChangeJson.Write(json, change);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteActions(IReadOnlyList<ActionInvocation> actions)
    {
        if (actions.Count == 0) return;
        json.WriteStartArray("action_invocations");
        foreach (var action in actions) ActionJson.Write(json, action);
        json.WriteEndArray();
    }

    private void WriteDeferredActions(IReadOnlyList<DeferredAction> deferred)
    {
        if (deferred.Count == 0) return;
        json.WriteStartArray("deferred_action_invocations");
        foreach (var (reason, action) in deferred)
        {
            json.WriteStartObject();
            json.WriteString("reason", ChangeWords.Deferral(reason));
            json.WritePropertyName("action_invocation");
            ActionJson.Write(json, action);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteOutputChanges(IReadOnlyList<OutputChange> outputs)
    {
        if (outputs.Count == 0) return;
        json.WriteStartObject("output_changes");
        foreach (var output in outputs) ResourceChangeJson.Write(json, output);
        json.WriteEndObject();
    }

    private void WritePriorState(Plan plan)
    {
        if (plan.PriorState.IsEmpty) return;
        json.WritePropertyName("prior_state");
        new StateJson(json, schemas, diagnostics).Write(plan.PriorState, LanguageVersion.Text, checks: false);
    }

    private void WriteRelevant(IReadOnlyList<RelevantAttribute> attributes)
    {
        if (attributes.Count == 0) return;
        json.WriteStartArray("relevant_attributes");
        foreach (var (resource, path) in attributes)
        {
            json.WriteStartObject();
            json.WriteString("resource", resource.ToString());
            json.WritePropertyName("attribute");
            ValueShapes.WritePath(json, path);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
