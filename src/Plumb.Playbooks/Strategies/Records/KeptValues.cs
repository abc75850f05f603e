using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>
/// What of a result a record keeps: all that it changes in the run, and the values themselves only where a variable or a rescue can ask
/// for them. So a record stays small, and most of what commands print never gets there.
/// </summary>
internal static class KeptValues
{
    private static readonly string[] Outcome = ["changed", "failed", "skipped", "unreachable", "failed_when_result"];
    private static readonly string[] Effects = ["ansible_facts", "_ansible_facts_cacheable", "add_host", "add_group", "parent_groups", "ansible_stats"];
    private static readonly string[] Internals = ["_ansible_notify", "_ansible_facts_cacheable"];

    private static readonly HashSet<string> Looking =
    [
        "add_host", "assert", "async_status", "debug", "fail", "find", "gather_facts", "getent", "group_by", "mount_facts", "package_facts", "pause", "ping", "service_facts", "set_fact", "set_stats", "setup", "slurp",
        "stat", "validate_argument_spec", "wait_for", "wait_for_connection",
    ];

    /// <summary>Tasks that change no host.</summary>
    public static bool OnlyLooks(TaskConfig task) => AreReadAgain(task) || Looking.Contains(task.ActionName);

    /// <summary>Tasks that only read on the controller. They are done again: what they read may be secret, or not to be written as values.</summary>
    public static bool AreReadAgain(TaskConfig task) => task.Kind is TaskKind.IncludeTasks or TaskKind.IncludeRole || task.ActionName == "include_vars";

    /// <summary>The values to keep, or null where they are secret and needed.</summary>
    public static PyDict? Of(TaskResult result)
    {
        var isNeeded = result.Task.Config.Keywords.Has("register") || result.HasFailed;
        if (IsSecret(result)) return isNeeded || result.Parts.Append(result.Values).Any(p => Effects.Any(p.ContainsKey)) ? null : Trimmed(result.Values);
        if (!isNeeded) return Trimmed(result.Values);
        var all = ResultValues.WithoutInternals(result.Values, Internals);
        all.Remove("invocation");
        return all;
    }

    private static bool IsSecret(TaskResult result) => result.HidesOutput || result.Parts.Append(result.Values).Any(p => ResultValues.IsSet(p, "_ansible_no_log"));

    private static PyDict Trimmed(PyDict values)
    {
        var kept = new PyDict();
        foreach (var name in (ReadOnlySpan<string>)[.. Outcome, .. Effects, "_ansible_notify"])
        {
            if (values.TryGet(name, out var value)) kept[name] = value;
        }
        if (values.TryGet("results", out var results) && results is PyList items) kept["results"] = new PyList(items.Items.Select(i => i is PyDict item ? Trimmed(item) : i));
        return kept;
    }
}
