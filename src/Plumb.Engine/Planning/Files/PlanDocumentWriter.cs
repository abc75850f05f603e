using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning.Files;

/// <summary>A plan but for its states, as JSON. Types come last, when all values have named theirs.</summary>
internal sealed class PlanDocumentWriter
{
    public const int Format = 2;

    private readonly Utf8JsonWriter _json;
    private readonly PlannedValueWriter _values;

    private PlanDocumentWriter(Utf8JsonWriter json)
    {
        _json = json;
        _values = new PlannedValueWriter(json);
    }

    public static byte[] ToBytes(Plan plan)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, JsonValueCodec.WriterOptions)) new PlanDocumentWriter(json).Write(plan);
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Plan plan)
    {
        _json.WriteStartObject();
        _json.WriteNumber("format", Format);
        _json.WriteString("version", LanguageVersion.Text);
        WriteCircumstances(plan);
        _json.WriteStartObject("variables");
        foreach (var (name, value) in plan.Variables.OrderBy(v => v.Key, StringComparer.Ordinal)) _values.Write(name, value);
        _json.WriteEndObject();
        WriteChanges("changes", plan.Changes);
        WriteChanges("drift", plan.Drift);
        WriteDeferred(plan.Deferred);
        WriteActions(plan);
        WriteOutputs(plan.Outputs);
        WriteRelevant(plan.RelevantAttributes);
        WriteObjectTypes("prior_types", plan.PriorState);
        WriteObjectTypes("previous_types", plan.PreviousState);
        _values.WriteTypes("types");
        _json.WriteEndObject();
    }

    private void WriteCircumstances(Plan plan)
    {
        _json.WriteString("mode", plan.Mode.ToString());
        _json.WriteString("timestamp", plan.Timestamp.ToString("O", CultureInfo.InvariantCulture));
        _json.WriteString("workspace", plan.Workspace);
        _json.WriteBoolean("errored", plan.Errored);
        _json.WriteBoolean("applyable", plan.Applyable);
        _json.WriteBoolean("complete", plan.Complete);
        _json.WriteBoolean("deferral_allowed", plan.DeferralAllowed);
        WriteTexts("ephemeral_variables", plan.EphemeralVariables);
        WriteTexts("targets", plan.Targets);
        WriteTexts("excludes", plan.Excludes);
        WriteTexts("replace", plan.ForcedReplacements);
    }

    private void WriteChanges(string name, IReadOnlyList<ResourceChange> changes)
    {
        _json.WriteStartArray(name);
        foreach (var change in changes) WriteChange(change);
        _json.WriteEndArray();
    }

    private void WriteDeferred(IReadOnlyList<DeferredChange> deferred)
    {
        _json.WriteStartArray("deferred");
        foreach (var (reason, change) in deferred)
        {
            _json.WriteStartObject();
            _json.WriteString("reason", reason.ToString());
            _json.WritePropertyName("change");
            WriteChange(change);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    private void WriteActions(Plan plan)
    {
        _json.WriteStartArray("actions");
        foreach (var action in plan.Actions) WriteAction(action, null);
        _json.WriteEndArray();
        _json.WriteStartArray("deferred_actions");
        foreach (var (reason, action) in plan.DeferredActions) WriteAction(action, reason);
        _json.WriteEndArray();
    }

    private void WriteAction(ActionInvocation action, DeferredReason? deferred)
    {
        _json.WriteStartObject();
        _json.WriteString("address", action.Address.ToString());
        _json.WriteString("provider", action.Provider.ToString());
        WriteKey("provider_key", action.ProviderKey);
        _values.Write("config", action.Config);
        if (deferred is { } reason) _json.WriteString("deferred", reason.ToString());
        if (action.Cause is { } cause)
        {
            _json.WriteStartObject("cause");
            _json.WriteString("object", cause.Object.ToString());
            _json.WriteString("event", cause.Event.ToString());
            _json.WriteNumber("trigger", cause.TriggerIndex);
            _json.WriteNumber("action", cause.ActionIndex);
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
    }

    private void WriteChange(ResourceChange change)
    {
        _json.WriteStartObject();
        _json.WriteString("address", change.Address.ToString());
        if (change.IsMove) _json.WriteString("previous_address", change.PreviousAddress.ToString());
        if (change.DeposedKey is { } deposed) _json.WriteString("deposed", deposed);
        _json.WriteString("provider", change.Provider.ToString());
        WriteKey("provider_key", change.ProviderKey);
        _json.WriteString("action", change.Action.ToString());
        _json.WriteString("reason", change.Reason.ToString());
        _values.Write("before", change.Before);
        _values.Write("after", change.After);
        _values.WritePaths("replace_paths", change.ReplacePaths);
        if (!change.PlannedPrivate.IsEmpty) _json.WriteBase64String("private", change.PlannedPrivate.Span);
        _values.Write("before_identity", change.BeforeIdentity);
        _values.Write("after_identity", change.AfterIdentity);
        if (change.Importing is { } importing) WriteImporting(importing);
        if (change.GeneratedConfig is { } generated) _json.WriteString("generated_config", generated);
        _json.WriteBoolean("config_unknown", change.ConfigUnknown);
        _json.WriteBoolean("create_before_destroy", change.CreateBeforeDestroy);
        WriteTexts("dependencies", change.Dependencies.Select(d => d.ToString()));
        _json.WriteEndObject();
    }

    private void WriteImporting(ImportingObject importing)
    {
        _json.WriteStartObject("importing");
        if (importing.Id is { } id) _json.WriteString("id", id);
        _values.Write("identity", importing.Identity);
        _json.WriteBoolean("unknown", importing.Unknown);
        _json.WriteEndObject();
    }

    private void WriteOutputs(IReadOnlyList<OutputChange> outputs)
    {
        _json.WriteStartArray("outputs");
        foreach (var output in outputs)
        {
            _json.WriteStartObject();
            _json.WriteString("name", output.Name);
            _json.WriteString("action", output.Action.ToString());
            _values.Write("before", output.Before);
            _values.Write("after", output.After);
            _json.WriteBoolean("sensitive", output.Sensitive);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    private void WriteRelevant(IReadOnlyList<RelevantAttribute> attributes)
    {
        _json.WriteStartArray("relevant");
        foreach (var attribute in attributes)
        {
            _json.WriteStartObject();
            _json.WriteString("address", attribute.Resource.ToString());
            _json.WritePropertyName("path");
            _values.WritePath(attribute.Path);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    /// <summary>State files do not say what types objects have; apply needs them where the schema has been looked up already.</summary>
    private void WriteObjectTypes(string name, StateDocument state)
    {
        _json.WriteStartArray(name);
        foreach (var resource in state.Resources.Values)
        {
            foreach (var (key, instance) in resource.Instances)
            {
                var address = resource.Address.Instance(key);
                if (instance.Current is { Value: { } value } current) WriteObjectType(address, null, current.SchemaType ?? value.Type);
                foreach (var (deposedKey, deposed) in instance.Deposed)
                    if (deposed.Value is { } deposedValue) WriteObjectType(address, deposedKey, deposed.SchemaType ?? deposedValue.Type);
            }
        }
        _json.WriteEndArray();
    }

    private void WriteObjectType(ResourceInstanceAddress address, string? deposedKey, DataType type)
    {
        _json.WriteStartObject();
        _json.WriteString("address", address.ToString());
        if (deposedKey is not null) _json.WriteString("deposed", deposedKey);
        _json.WriteNumber("type", _values.IndexOf(type));
        _json.WriteEndObject();
    }

    private void WriteKey(string name, InstanceKey key)
    {
        if (key.IsNumber) _json.WriteNumber(name, key.Number);
        else if (key.IsString) _json.WriteString(name, key.Text);
    }

    private void WriteTexts(string name, IEnumerable<string> texts)
    {
        _json.WriteStartArray(name);
        foreach (var text in texts) _json.WriteStringValue(text);
        _json.WriteEndArray();
    }
}
