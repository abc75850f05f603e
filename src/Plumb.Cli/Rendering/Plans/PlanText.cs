using System.Globalization;
using System.Text;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Providers;

namespace Plumb.Cli.Rendering.Plans;

/// <summary>Shows a plan to people: what changes and why, and of each object only what changes in it.</summary>
/// <param name="schemas">Tell blocks from attributes; without them everything is shown as an attribute.</param>
internal sealed class PlanText(bool color, ProviderSchemas? schemas = null, string product = "Plumb")
{
    private const int Column = 6;

    private static readonly (ChangeAction Action, string Meaning)[] Legend =
    [
        (ChangeAction.Create, "create"),
        (ChangeAction.Update, "update in-place"),
        (ChangeAction.Delete, "destroy"),
        (ChangeAction.DeleteThenCreate, "destroy and then create replacement"),
        (ChangeAction.CreateThenDelete, "create replacement and then destroy"),
        (ChangeAction.Read, "read (data resources)"),
        (ChangeAction.Forget, "forget"),
    ];

    private readonly StringBuilder _text = new();
    private readonly Signs _signs = new(color);

    public string Format(Plan plan)
    {
        WriteDrift(plan);
        var changes = plan.Changes.Where(c => c.Action != ChangeAction.NoOp || c.IsMove || c.Importing is not null).ToArray();
        var outputs = plan.Outputs.Where(o => o.Action != ChangeAction.NoOp).ToArray();
        if (changes.Length == 0 && outputs.Length == 0 && plan.Actions.Count == 0) WriteNothing(plan);
        else
        {
            WriteChanges(plan, changes);
            WriteOutputs(outputs);
            WriteActions(plan.Actions);
            if (changes.Length == 0 && plan.Actions.Count == 0 && plan.Deferred.Count == 0 && plan.Mode != PlanMode.RefreshOnly && !plan.Errored)
                Line("\nYou can apply this plan to save these new output values to the state, without changing any real infrastructure.");
        }
        WriteDeferred(plan);
        return _text.ToString();
    }

    /// <summary><c>Plan: 1 to add, 0 to change, 0 to destroy.</c></summary>
    public static string Summary(Plan plan)
    {
        var counts = ChangeCounts.Of(plan);
        var import = counts.Import > 0 ? string.Create(CultureInfo.InvariantCulture, $"{counts.Import} to import, ") : "";
        return string.Create(CultureInfo.InvariantCulture, $"Plan: {import}{counts.Add} to add, {counts.Change} to change, {counts.Destroy} to destroy.");
    }

    private void WriteNothing(Plan plan)
    {
        if (plan.Errored)
        {
            Line($"\n{_signs.Bold(_signs.Red("Planning failed."))}{_signs.Bold($" {product} encountered an error while generating this plan.")}\n");
            return;
        }
        var (head, detail) = plan switch
        {
            { Deferred.Count: > 0 } => ("No changes yet. Everything that is left to do waits for another plan.", ""),
            { Mode: PlanMode.RefreshOnly, Drift.Count: > 0 } => ("", "This plan only updates the state to match the changes detected outside. No infrastructure is changed."),
            { Mode: PlanMode.RefreshOnly } => ("No changes. Your infrastructure still matches the configuration.", "The real objects still match the result of the most recent changes."),
            { Mode: PlanMode.Destroy } => ("No changes. No objects need to be destroyed.", "Either nothing was created yet, or the objects were already deleted elsewhere."),
            _ => ("No changes. Your infrastructure matches the configuration.", "The real infrastructure was compared with the configuration, and no differences were found."),
        };
        if (head.Length > 0) Line($"\n{_signs.Bold(head)}");
        if (detail.Length > 0) Line($"\n{detail}");
    }

    /// <summary>All of it where that is what was asked for; else what may have had a part in the changes.</summary>
    private void WriteDrift(Plan plan)
    {
        var drift = RelevantDrift.Of(plan);
        if (drift.Count == 0) return;
        Line($"\n{_signs.Bold("Note:")} Objects have changed outside of {product}\n");
        Line("These changes were made since the last apply" + (plan.Mode == PlanMode.RefreshOnly ? ":" : " and may have affected this plan:"));
        foreach (var change in drift)
        {
            Line("");
            Line($"  # {_signs.Bold(change.Address.ToString())} {ChangeHeading.OfDrift(change)}");
            if (change.Action is ChangeAction.Update or ChangeAction.Delete) WriteObject(change);
        }
        if (plan.Mode != PlanMode.RefreshOnly)
            Line("\nUnless the configuration was changed alike, or ignores these attributes with ignore_changes, the plan may undo these changes or respond to them.");
    }

    private void WriteChanges(Plan plan, ResourceChange[] changes)
    {
        if (changes.Length == 0) return;
        Line("\nResource actions are indicated with the following symbols:");
        foreach (var (action, meaning) in Legend)
        {
            if (changes.Any(c => c.Action == action)) Line(_signs.Of(action) + meaning);
        }
        Line(plan.Errored ? $"\n{product} planned the following actions, but then encountered a problem:" : $"\n{product} will perform the following actions:");
        foreach (var change in changes)
        {
            Line("");
            foreach (var line in ChangeHeading.Of(change, _signs)) Line($"  # {line}");
            if (change.Action != ChangeAction.Forget) WriteObject(change);
        }
        Line($"\n{_signs.Bold(Summary(plan))}");
    }

    private void WriteActions(IReadOnlyList<ActionInvocation> actions)
    {
        if (actions.Count == 0) return;
        Line($"\n{_signs.Bold("Actions to be invoked:")}");
        foreach (var action in actions)
        {
            var name = action.Address.Resource.Resource;
            Line("");
            Line(action.Cause is { } cause ? $"  # {_signs.Bold(action.Address.ToString())} {Json.ActionJson.Event(cause.Event).Replace('_', ' ')} of {cause.Object}" : $"  # {_signs.Bold(action.Address.ToString())}");
            Line($"    action \"{name.Type}\" \"{name.Name}\" {{");
            Line("        config {");
            new ObjectWriter(_text, _signs, []) { ShowsAll = true }.Write(schemas?.Resource(action.Provider.Provider, name.Mode, name.Type)?.Block, action.Config, action.Config, Column + 4);
            Line("        }");
            Line("    }");
        }
        Line(string.Create(CultureInfo.InvariantCulture, $"\n{_signs.Bold("Actions:")} {actions.Count} to invoke."));
    }

    /// <summary>What has to wait, with what is known of it.</summary>
    private void WriteDeferred(Plan plan)
    {
        if (plan.Deferred.Count + plan.DeferredActions.Count == 0) return;
        Line($"\n{_signs.Bold("Note:")} This is a part of what is to be done. The rest can be planned when this is applied:");
        foreach (var deferred in plan.Deferred)
        {
            Line("");
            foreach (var line in ChangeHeading.OfDeferred(deferred, _signs)) Line($"  # {line}");
            if (deferred.Change.Action is not (ChangeAction.Forget or ChangeAction.NoOp)) WriteObject(deferred.Change);
        }
        foreach (var action in plan.DeferredActions) Line($"\n  # {_signs.Bold(action.Action.Address.ToString())} was deferred");
        var waiting = plan.Deferred.Count + plan.DeferredActions.Count;
        Line(string.Create(CultureInfo.InvariantCulture, $"\n{_signs.Bold("Deferred:")} {waiting} {(waiting == 1 ? "change waits" : "changes wait")} for another plan."));
    }

    private void WriteObject(ResourceChange change)
    {
        var name = change.Address.Resource.Resource;
        var kind = name.Mode == Core.Addresses.ResourceMode.Data ? "data" : "resource";
        Line($"{_signs.Of(change.Action)}{kind} \"{name.Type}\" \"{name.Name}\" {{");
        var versions = EchoedSecrets.Mark(change.Before, change.After);
        var schema = schemas?.Resource(change.Provider.Provider, name.Mode, name.Type)?.Block;
        // An object that is taken over as it is has not been seen yet.
        if (change is { Action: ChangeAction.NoOp, Importing: not null }) new ObjectWriter(_text, _signs, []) { ShowsAll = true }.Write(schema, versions[1], versions[1], Column);
        else new ObjectWriter(_text, _signs, change.ReplacePaths).Write(schema, versions[0], versions[1], Column);
        Line("    }");
    }

    private void WriteOutputs(OutputChange[] outputs)
    {
        if (outputs.Length == 0) return;
        Line($"\n{_signs.Bold("Changes to Outputs:")}");
        var width = outputs.Max(o => o.Name.Length);
        var writer = new DifferenceWriter(_text, _signs);
        foreach (var output in outputs)
            writer.Write(output.Name.PadRight(width) + " = ", Masked(output, output.Before), Masked(output, output.After), 2, null);
    }

    private static Value Masked(OutputChange output, Value value) => output.Sensitive && !value.IsNull ? value.WithMark(Mark.Sensitive) : value;

    private void Line(string text) => _text.Append(text).Append('\n');
}
