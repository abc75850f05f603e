using System.Globalization;
using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>The lines of a report.</summary>
internal static class ReportText
{
    private const string Indent = "           ";
    private const int ShownOutputLines = 20;
    private const int ShownItems = 8;
    private const int ShownHosts = 12;

    private static readonly HashSet<string> NoMessage = ["_ansible_verbose_always", "_ansible_no_log", "changed", "failed", "skipped", "_ansible_item_label", "_ansible_verbose_override", "_ansible_delegated_vars", "ansible_loop_var", "item", "warnings"];

    /// <summary>What a task came to on hosts, its text below it.</summary>
    public static string Task(ReportEntry entry, IReadOnlyList<string> hosts)
    {
        var word = entry.Kind switch
        {
            ReportKind.Message => "message",
            ReportKind.Changed => "changed",
            ReportKind.FailedItem or ReportKind.Failed => "failed",
            ReportKind.Ignored => "ignored",
            ReportKind.Unreachable => "lost",
            _ => "ok",
        };
        var names = hosts.Count <= ShownHosts ? string.Join(", ", hosts) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", hosts.Take(ShownHosts))} and {hosts.Count - ShownHosts} more");
        var place = entry.Kind >= ReportKind.FailedItem && entry.Place is not null ? $"  ({entry.Place})" : "";
        var text = new StringBuilder($"  {word,-8} {entry.Name}  [{names}]{place}");
        foreach (var line in Lines(entry.Text)) text.Append('\n').Append(line.Length > 0 ? Indent : "").Append(line);
        return text.ToString();
    }

    /// <summary>How a host came through the run, and where it did not go on.</summary>
    public static string Host(string host, int width, HostCounts counts, ReportEntry? end)
    {
        var parts = new List<string> { Count(counts.Ok - counts.Changed, "unchanged") };
        if (counts.Changed > 0) parts.Add(Count(counts.Changed, "changed"));
        if (counts.Skipped > 0) parts.Add(Count(counts.Skipped, "skipped"));
        if (counts.Ignored > 0) parts.Add(Count(counts.Ignored, "failures ignored"));
        if (counts.Rescued > 0) parts.Add(Count(counts.Rescued, "rescued"));
        if (counts.Failed > 0) parts.Add(Count(counts.Failed, "failed"));
        if (counts.Unreachable > 0) parts.Add("lost");
        var where = end is null || counts is { Failed: 0, Unreachable: 0 } ? "" : $": stopped at '{end.Name}'{(end.Place is { } place ? $" ({place})" : "")}";
        return $"  {host}{new string(' ', Math.Max(0, width - TextWidth.Of(host)))}  {string.Join(", ", parts)}{where}";
    }

    /// <summary>Why something failed, and the last lines of what a command printed.</summary>
    public static string Failure(PyDict shown)
    {
        if (ResultValues.Text(shown, "censored") is { } censored) return censored;
        var text = new StringBuilder();
        foreach (var name in (ReadOnlySpan<string>)["msg", "reason"])
        {
            if (shown.TryGet(name, out var value) && FailureWords.Of(PyText.Str(value)).TrimEnd() is { Length: > 0 } message) text.Append(text.Length > 0 ? "\n" : "").Append(message);
        }
        if (shown.TryGet("rc", out var code) && shown.ContainsKey("cmd")) text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "\n" : "")}exit code {PyText.Str(code)}");
        foreach (var name in (ReadOnlySpan<string>)["stderr", "stdout", "module_stderr"])
        {
            if (ResultValues.Text(shown, name) is not { Length: > 0 } printed) continue;
            var lines = Lines(printed);
            text.Append(CultureInfo.InvariantCulture, $"\n{name}{(lines.Length > ShownOutputLines ? $", the last {ShownOutputLines} of {lines.Length} lines" : "")}:");
            foreach (var line in lines.TakeLast(ShownOutputLines)) text.Append("\n  ").Append(line);
        }
        return text.Length > 0 ? text.ToString() : ResultJson.Write(ResultValues.WithoutInternals(shown), null);
    }

    /// <summary>What a task had to say.</summary>
    public static string Message(PyDict shown)
    {
        if (shown.TryGet("msg", out var message)) return message is string text ? text : ResultJson.Write(message, indent: 4);
        var rest = new PyDict(shown.Entries.Where(e => e.Key is string name && !NoMessage.Contains(name)));
        return rest.Count == 1 ? $"{PyText.Str(rest.EntryAt(0).Key)}: {ResultJson.Write(rest.EntryAt(0).Value, indent: 4)}" : ResultJson.Write(rest, indent: 4);
    }

    /// <summary>Which items of a loop changed something.</summary>
    public static string Items(PyList items)
    {
        var all = items.Items.OfType<PyDict>().ToList();
        var changed = all.Where(i => ResultValues.IsSet(i, "changed")).ToList();
        var labels = changed.Select(i => ResultValues.IsSet(i, "_ansible_no_log") ? "(hidden)" : i.TryGet("_ansible_item_label", out var label) ? PyText.Str(label) : "").ToList();
        var more = labels.Count > ShownItems ? string.Create(CultureInfo.InvariantCulture, $" and {labels.Count - ShownItems} more") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{changed.Count} of {all.Count} items: {string.Join(", ", labels.Take(ShownItems))}{more}");
    }

    public static string Shortened(string text, int limit)
    {
        var lines = Lines(text);
        return lines.Length <= limit ? string.Join('\n', lines) : string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', lines.Take(limit))}\n... {lines.Length - limit} more lines; --diff shows them all");
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
}
