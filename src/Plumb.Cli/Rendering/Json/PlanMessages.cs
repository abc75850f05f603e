using System.Globalization;
using Plumb.Core.Json;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Rendering.Json;

/// <summary>What a plan and an apply come to, as messages: drift, each planned change, the counts, the outputs.</summary>
internal static class PlanMessages
{
    public static void Write(MessageStream stream, Plan plan)
    {
        foreach (var drift in PlanJson.Drift(plan)) WriteChange(stream, $"{drift.Address}: Drift detected ({Action(drift)})", "resource_drift", drift);
        foreach (var change in plan.Changes)
            if (change.Action != ChangeAction.NoOp || change.IsMove || change.Importing is not null) WriteChange(stream, $"{change.Address}: Plan to {Action(change)}", "planned_change", change);
        foreach (var action in plan.Actions) WriteAction(stream, action);
        var counts = ChangeCounts.Of(plan);
        WriteSummary(stream, string.Create(CultureInfo.InvariantCulture,
            $"Plan: {(counts.Import > 0 ? $"{counts.Import} to import, " : "")}{counts.Add} to add, {counts.Change} to change, {counts.Destroy} to destroy."), counts, "plan");
        if (plan.Outputs.Count > 0) WriteOutputs(stream, plan.Outputs);
    }

    /// <summary>The changes of a plan that was saved, as apply begins with them.</summary>
    public static void WriteChanges(MessageStream stream, Plan plan)
    {
        foreach (var change in plan.Changes.Where(c => c.Action != ChangeAction.NoOp)) WriteChange(stream, $"{change.Address}: Plan to {Action(change)}", "planned_change", change);
    }

    /// <summary>By the command's name: to apply a plan that destroys is an apply.</summary>
    public static void WriteApplied(MessageStream stream, bool destroy, ChangeCounts done) => WriteSummary(stream, destroy
        ? string.Create(CultureInfo.InvariantCulture, $"Destroy complete! Resources: {done.Destroy} destroyed.")
        : string.Create(CultureInfo.InvariantCulture, $"Apply complete! Resources: {(done.Import > 0 ? $"{done.Import} imported, " : "")}{done.Add} added, {done.Change} changed, {done.Destroy} destroyed."),
        done, destroy ? "destroy" : "apply");

    public static void WriteOutputs(MessageStream stream, StateDocument state)
    {
        stream.Write(string.Create(CultureInfo.InvariantCulture, $"Outputs: {state.Outputs.Count}"), "outputs", json =>
        {
            json.WriteStartObject("outputs");
            foreach (var (name, output) in state.Outputs)
            {
                json.WriteStartObject(name);
                json.WriteBoolean("sensitive", output.Sensitive);
                json.WritePropertyName("type");
                JsonValueCodec.WriteType(json, output.Value.Type);
                if (!output.Sensitive)
                {
                    json.WritePropertyName("value");
                    JsonValueCodec.Write(json, output.Value, output.Value.Type);
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        });
    }

    private static void WriteOutputs(MessageStream stream, IReadOnlyList<OutputChange> outputs) =>
        stream.Write(string.Create(CultureInfo.InvariantCulture, $"Outputs: {outputs.Count}"), "outputs", json =>
        {
            json.WriteStartObject("outputs");
            foreach (var output in outputs)
            {
                json.WriteStartObject(output.Name);
                json.WriteBoolean("sensitive", output.Sensitive);
                json.WriteString("action", ChangeWords.Action(output.Action));
                json.WriteEndObject();
            }
            json.WriteEndObject();
        });

    private static void WriteAction(MessageStream stream, ActionInvocation action) => stream.Write($"planned action invocation: {action.Address}", "planned_action_invocation", json =>
    {
        json.WriteStartObject("invocation");
        AddressJson.WriteResource(json, "action", action.Address);
        json.WriteStartObject(action.Cause is null ? "invoke_trigger" : "lifecycle_trigger");
        if (action.Cause is { } cause) ActionJson.WriteCause(json, cause);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>What would else be nothing to do is called by the move or the import that it is.</summary>
    private static string Action(ResourceChange change) => change.Action != ChangeAction.NoOp
        ? ChangeWords.Action(change.Action)
        : change.IsMove ? "move" : change.Importing is not null ? "import" : "noop";

    private static void WriteChange(MessageStream stream, string message, string type, ResourceChange change) => stream.Write(message, type, json =>
    {
        json.WriteStartObject("change");
        AddressJson.WriteResource(json, "resource", change.Address);
        if (change.IsMove) AddressJson.WriteResource(json, "previous_resource", change.PreviousAddress);
        json.WriteString("action", Action(change));
        json.WriteStringIfAny("reason", ChangeWords.MessageReason(change.Reason));
        if (change.Importing is { } importing) ResourceChangeJson.WriteImporting(json, importing);
        json.WriteStringIfAny("generated_config", change.GeneratedConfig);
        json.WriteEndObject();
    });

    private static void WriteSummary(MessageStream stream, string message, ChangeCounts counts, string operation) => stream.Write(message, "change_summary", json =>
    {
        json.WriteStartObject("changes");
        json.WriteNumber("add", counts.Add);
        json.WriteNumber("change", counts.Change);
        if (counts.Invoke > 0) json.WriteNumber("action_invocation", counts.Invoke);
        json.WriteNumber("import", counts.Import);
        json.WriteNumber("remove", counts.Destroy);
        json.WriteString("operation", operation);
        json.WriteEndObject();
    });
}
