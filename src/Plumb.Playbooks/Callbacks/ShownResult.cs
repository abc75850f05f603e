using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>What of a result may be shown: secrets are taken out, and what only the engine needs.</summary>
internal static class ShownResult
{
    private const string Censored = "the output has been hidden due to the fact that 'no_log: true' was specified for this result";

    /// <summary>What callbacks read to decide how they show a result, and nobody sees.</summary>
    private static readonly string[] KeptInternals = ["_ansible_verbose_always", "_ansible_item_label", "_ansible_no_log", "_ansible_verbose_override", "_ansible_delegated_vars"];

    private static readonly HashSet<string> KeptOfDebug = ["msg", "exception", "warnings", "deprecations"];

    private static readonly string[] HiddenOfDebug = ["changed", "failed", "skipped", "invocation", "skip_reason"];

    public static PyDict Of(TaskResult result)
    {
        var values = result.Values;
        var hides = result.HidesOutput || ResultValues.IsSet(values, "_ansible_no_log");
        var shown = hides ? CensoredCopy(values) : ResultValues.WithoutInternals(values, KeptInternals);
        if (!hides)
        {
            shown.Remove("failed");
            shown.Remove("skipped");
        }
        return shown;
    }

    /// <summary>Of debugging, only what was asked for.</summary>
    public static void CleanDebug(PyDict shown, string action)
    {
        if (action != "debug") return;
        if (shown.ContainsKey("msg"))
        {
            foreach (var key in shown.Keys.OfType<string>().Where(k => !KeptOfDebug.Contains(k) && !k.StartsWith('_')).ToList()) shown.Remove(key);
            return;
        }
        foreach (var key in HiddenOfDebug) shown.Remove(key);
    }

    private static PyDict CensoredCopy(PyDict values)
    {
        var copy = new PyDict { ["censored"] = Censored };
        foreach (var key in (IEnumerable<string>)["attempts", "changed", "retries", "_ansible_delegated_vars"])
        {
            if (values.TryGet(key, out var value)) copy[key] = value;
        }
        return copy;
    }
}
