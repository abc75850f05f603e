using System.Globalization;
using System.Text;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering;

/// <summary>Shows a plan to people: only what changes, aligned, with the reason of each replacement.</summary>
internal sealed class PlanText(bool color)
{
    private readonly StringBuilder _text = new();

    public string Format(Plan plan)
    {
        WriteDrift(plan);
        var changes = plan.Changes.Where(c => c.Action != ChangeAction.NoOp || c.IsMove || c.Importing is not null).ToArray();
        var outputs = plan.Outputs.Where(o => o.Action != ChangeAction.NoOp).ToArray();
        if (plan.Mode == PlanMode.RefreshOnly)
        {
            if (plan.Drift.Count == 0 && outputs.Length == 0) Line("\nNo changes. Your infrastructure still matches the configuration.");
            WriteOutputs(outputs);
            return _text.ToString();
        }
        if (changes.Length == 0 && outputs.Length == 0)
        {
            Line(plan.Mode == PlanMode.Destroy ? "\nNo changes. No objects need to be destroyed." : "\nNo changes. Your infrastructure matches the configuration.");
            return _text.ToString();
        }
        if (changes.Length > 0)
        {
            WriteLegend(changes);
            Line("\nPlumb will perform the following actions:");
            foreach (var change in changes) WriteChange(change);
            Line("");
            Line(Summary(plan));
        }
        WriteOutputs(outputs);
        return _text.ToString();
    }

    /// <summary><c>Plan: 1 to add, 0 to change, 0 to destroy.</c></summary>
    public static string Summary(Plan plan)
    {
        var counts = ChangeCounts.Of(plan);
        var import = counts.Import > 0 ? string.Create(CultureInfo.InvariantCulture, $"{counts.Import} to import, ") : "";
        var forget = counts.Forget > 0 ? string.Create(CultureInfo.InvariantCulture, $", {counts.Forget} to forget") : "";
        return string.Create(CultureInfo.InvariantCulture, $"Plan: {import}{counts.Add} to add, {counts.Change} to change, {counts.Destroy} to destroy{forget}.");
    }

    private void WriteDrift(Plan plan)
    {
        if (plan.Drift.Count == 0) return;
        Line("\nNote: Objects have changed outside of Plumb\n");
        foreach (var drift in plan.Drift)
        {
            Line($"  # {drift.Address} has {(drift.Action == ChangeAction.Delete ? "been deleted" : "changed")}");
            if (drift.Action == ChangeAction.Update) WriteBody(drift);
        }
    }

    private void WriteLegend(ResourceChange[] changes)
    {
        Line("\nPlumb used the selected providers to generate the following execution plan. Resource actions are indicated with the following symbols:");
        foreach (var (action, symbol, name) in new[]
        {
            (ChangeAction.Create, "  + ", "create"), (ChangeAction.Update, "  ~ ", "update in-place"), (ChangeAction.Delete, "  - ", "destroy"),
            (ChangeAction.DeleteThenCreate, "-/+ ", "destroy and then create replacement"), (ChangeAction.CreateThenDelete, "+/- ", "create replacement and then destroy"),
            (ChangeAction.Read, " <= ", "read (data resources)"), (ChangeAction.Forget, "  . ", "forget"),
        })
            if (changes.Any(c => c.Action == action)) Line(Paint(action, symbol) + name);
    }

    private void WriteChange(ResourceChange change)
    {
        Line("");
        Line($"  # {Bold(change.Address + (change.DeposedKey is { } key ? $" (deposed object {key})" : ""))} {Verb(change)}");
        if (Because(change) is { } reason) Line($"  # ({reason})");
        if (change.IsMove) Line($"  # (moved from {change.PreviousAddress})");
        if (change.Importing is { } importing) Line($"  # (imported from \"{importing.Id ?? "an identity"}\")");
        WriteBody(change);
    }

    private void WriteBody(ResourceChange change)
    {
        var name = change.Address.Resource.Resource;
        var kind = name.Mode == Core.Addresses.ResourceMode.Data ? "data" : "resource";
        Line($"{Paint(change.Action, Symbol(change.Action))}{kind} \"{name.Type}\" \"{name.Name}\" {{");
        WriteAttributes(change.Before, change.After, change.ReplacePaths, change.Action, 6, ValuePath.Root);
        Line("    }");
    }

    private void WriteAttributes(Value before, Value after, IReadOnlyList<ValuePath> replacing, ChangeAction action, int indent, ValuePath path)
    {
        var (old, now) = (before.Unmarked as NamedValues, after.Unmarked as NamedValues);
        var names = (old?.Entries ?? []).Concat(now?.Entries ?? []).Select(e => e.Key).Distinct().Order(StringComparer.Ordinal).ToArray();
        var unchanged = 0;
        var width = names.Where(n => Differs(old?[n], now?[n])).Select(n => n.Length).DefaultIfEmpty(0).Max();
        foreach (var name in names)
        {
            var (from, to) = (old?[name], now?[name]);
            if (!Differs(from, to))
            {
                if (from is { IsNull: false } && name is "id" or "name") Line($"{new string(' ', indent + 2)}{name.PadRight(width)} = {Show(from ?? Value.DynamicNull, indent + 2)}");
                else if (from is { IsNull: false }) unchanged++;
                continue;
            }
            var forces = replacing.Any(p => p.StartsWith(path.Attribute(name))) ? Red(" # forces replacement") : "";
            WriteDifference(name.PadRight(width), from, to, indent, forces);
        }
        if (unchanged > 0 && action is not (ChangeAction.Create or ChangeAction.Delete)) Line(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', indent + 2)}# ({unchanged} unchanged attribute{(unchanged == 1 ? "" : "s")} hidden)"));
    }

    private void WriteDifference(string name, Value? from, Value? to, int indent, string forces)
    {
        var pad = new string(' ', indent);
        if (from is null or { IsNull: true })
        {
            if (to is not null && !to.IsNull) Line($"{pad}{Paint(ChangeAction.Create, "+ ")}{name} = {Show(to, indent + 2)}{forces}");
            return;
        }
        if (to is null or { IsNull: true })
        {
            Line($"{pad}{Paint(ChangeAction.Delete, "- ")}{name} = {Show(from, indent + 2)} -> null{forces}");
            return;
        }
        if (!from.IsMarked && !to.IsMarked && from is NamedValues or SequenceValue && to is NamedValues or SequenceValue && from.Type.GetType() == to.Type.GetType())
        {
            var (open, close) = from is NamedValues ? ('{', '}') : ('[', ']');
            Line($"{pad}{Paint(ChangeAction.Update, "~ ")}{name} = {open}{forces}");
            if (from is NamedValues) WriteAttributes(from, to, [], ChangeAction.Update, indent + 4, ValuePath.Root);
            else WriteElements((SequenceValue)from, (SequenceValue)to, indent + 4);
            Line($"{pad}  {close}");
            return;
        }
        if (from is StringValue old && to is StringValue now && (old.Text.Contains('\n', StringComparison.Ordinal) || now.Text.Contains('\n', StringComparison.Ordinal)))
        {
            Line($"{pad}{Paint(ChangeAction.Update, "~ ")}{name} = <<-EOT{forces}");
            WriteLines(LineDiff.Between(old.Text, now.Text), pad);
            Line($"{pad}  EOT");
            return;
        }
        Line($"{pad}{Paint(ChangeAction.Update, "~ ")}{name} = {Show(from, indent + 2)} -> {Show(to, indent + 2)}{forces}");
    }

    /// <summary>Changed lines with some of what is around them.</summary>
    private void WriteLines(IReadOnlyList<LineDiff.Line> lines, string pad)
    {
        const int Around = 2;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = Enumerable.Range(i - Around, 2 * Around + 1).Any(j => j >= 0 && j < lines.Count && lines[j].Sign != ' ');
            if (!near) continue;
            if (last >= 0 && i > last + 1) Line($"{pad}    ...");
            last = i;
            var sign = lines[i].Sign switch
            {
                '+' => Paint(ChangeAction.Create, "+ "),
                '-' => Paint(ChangeAction.Delete, "- "),
                _ => "  ",
            };
            Line($"{pad}  {sign}{lines[i].Text}".TrimEnd());
        }
    }

    private void WriteElements(SequenceValue from, SequenceValue to, int indent)
    {
        var pad = new string(' ', indent);
        if (from is SetValue)
        {
            foreach (var gone in from.Elements.Except(to.Elements)) Line($"{pad}{Paint(ChangeAction.Delete, "- ")}{Show(gone, indent + 2)},");
            foreach (var added in to.Elements.Except(from.Elements)) Line($"{pad}{Paint(ChangeAction.Create, "+ ")}{Show(added, indent + 2)},");
            return;
        }
        for (var i = 0; i < Math.Max(from.Count, to.Count); i++)
        {
            if (i >= to.Count) Line($"{pad}{Paint(ChangeAction.Delete, "- ")}{Show(from[i], indent + 2)},");
            else if (i >= from.Count) Line($"{pad}{Paint(ChangeAction.Create, "+ ")}{Show(to[i], indent + 2)},");
            else if (Differs(from[i], to[i])) Line($"{pad}{Paint(ChangeAction.Update, "~ ")}{Show(from[i], indent + 2)} -> {Show(to[i], indent + 2)},");
        }
    }

    private void WriteOutputs(OutputChange[] outputs)
    {
        if (outputs.Length == 0) return;
        Line("\nChanges to Outputs:");
        var width = outputs.Max(o => o.Name.Length);
        foreach (var output in outputs) WriteDifference(output.Name.PadRight(width), output.Sensitive ? Mask(output.Before) : output.Before, output.Sensitive ? Mask(output.After) : output.After, 2, "");
    }

    private static Value Mask(Value value) => value.IsNull ? value : value.WithMark(Mark.Sensitive);

    private static bool Differs(Value? a, Value? b) => a is null ? b is not null : !a.Equals(b);

    private static string Show(Value value, int indent) => ValueLayout.Format(value, indent);

    private static string Verb(ResourceChange change) => change.Action switch
    {
        ChangeAction.Create => "will be created",
        ChangeAction.Read => "will be read during apply",
        ChangeAction.Update => "will be updated in-place",
        ChangeAction.Delete => "will be destroyed",
        ChangeAction.Forget => "will no longer be managed, and will not be destroyed",
        ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete => change.Reason switch
        {
            ChangeReason.ReplaceBecauseTainted => "is tainted, so must be replaced",
            ChangeReason.ReplaceByRequest => "will be replaced, as requested",
            ChangeReason.ReplaceByTriggers => "will be replaced due to changes in replace_triggered_by",
            _ => "must be replaced",
        },
        _ => "has no changes",
    };

    private static string? Because(ResourceChange change) => change.Reason switch
    {
        ChangeReason.DeleteBecauseNoResourceConfig => $"because {change.Address.Resource.Resource} is not in configuration",
        ChangeReason.DeleteBecauseNoModule => $"because {change.Address.Module} is not in configuration",
        ChangeReason.DeleteBecauseWrongRepetition => "because the resource uses another kind of repetition now",
        ChangeReason.DeleteBecauseCountIndex => $"because index {change.Address.Key} is out of range for count",
        ChangeReason.DeleteBecauseEachKey => $"because key {change.Address.Key} is not in for_each map",
        ChangeReason.DeleteBecauseEnabledFalse => "because it is not enabled any more",
        ChangeReason.DeleteBecauseNoMoveTarget => $"because {change.Address} was moved to an address that is taken",
        ChangeReason.ReadBecauseConfigUnknown => "config refers to values not yet known",
        ChangeReason.ReadBecauseDependencyPending => "depends on a resource or a module with changes pending",
        ChangeReason.ReadBecauseCheckNested => "config will be reloaded to verify a check block",
        _ => null,
    };

    private static string Symbol(ChangeAction action) => action switch
    {
        ChangeAction.Create => "  + ",
        ChangeAction.Update => "  ~ ",
        ChangeAction.Delete => "  - ",
        ChangeAction.DeleteThenCreate => "-/+ ",
        ChangeAction.CreateThenDelete => "+/- ",
        ChangeAction.Read => " <= ",
        ChangeAction.Forget => "  . ",
        _ => "    ",
    };

    private string Paint(ChangeAction action, string text) => !color ? text : action switch
    {
        ChangeAction.Create => $"\u001b[32m{text}\u001b[0m",
        ChangeAction.Delete => $"\u001b[31m{text}\u001b[0m",
        ChangeAction.Read => $"\u001b[36m{text}\u001b[0m",
        _ => $"\u001b[33m{text}\u001b[0m",
    };

    private string Bold(string text) => color ? $"\u001b[1m{text}\u001b[0m" : text;

    private string Red(string text) => color ? $"\u001b[31m{text}\u001b[0m" : text;

    private void Line(string text) => _text.Append(text).Append('\n');
}
