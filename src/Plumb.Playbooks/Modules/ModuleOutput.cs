using Plumb.Jinja.Values;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Modules;

/// <summary>Reads what a module printed: JSON, with lines before and after it that are none. What is no result at all is a failed one.</summary>
internal static class ModuleOutput
{
    /// <summary>Names of results that only actions of the controller may return.</summary>
    private static readonly string[] OfActions = ["add_host", "add_group"];

    public static PyDict Read(string output, string error, long exitCode, string interpreter, Action<string> warn)
    {
        if (Parse(output, warn) is not { } values) return Unreadable(output, error, exitCode, interpreter);
        if (values.TryGet("results", out var results) && results is not (PyList or PyTuple))
        {
            values.Remove("results");
            values["ansible_module_results"] = results;
            warn("Found internal 'results' key in module return, renamed to 'ansible_module_results'.");
        }
        Clean(values, warn);
        AddLines(values, "stdout");
        AddLines(values, "stderr");
        return values;
    }

    private static PyDict? Parse(string output, Action<string> warn)
    {
        var lines = PyStringsLines.Of(output).Select(PyText.Str).ToList();
        var start = lines.FindIndex(l => l.Trim().StartsWith('{'));
        if (start < 0) return null;
        var end = lines.FindLastIndex(l => l.Trim().EndsWith('}'));
        if (end < start) return null;
        var after = lines.Skip(end + 1).ToList();
        if (after.Any(l => l.Trim().Length > 0)) warn($"Module invocation had junk after the JSON data: {string.Join('\n', after)}");
        try
        {
            return PythonJsonReader.Read(string.Join('\n', lines.Skip(start).Take(end - start + 1))) as PyDict;
        }
        catch (TemplatingException)
        {
            return null;
        }
    }

    private static PyDict Unreadable(string output, string error, long exitCode, string interpreter)
    {
        var values = new PyDict { ["failed"] = true, ["module_stdout"] = output, ["module_stderr"] = error };
        if (error.StartsWith("Traceback", StringComparison.Ordinal)) values["exception"] = error;
        else if (output.StartsWith("Traceback", StringComparison.Ordinal)) values["exception"] = output;
        bool Says(string text) => error.Contains(text, StringComparison.Ordinal) || output.Contains(text, StringComparison.Ordinal);
        var isMissing = interpreter.Length > 0 && (Says($"{interpreter}: No such file or directory") || Says($"{interpreter}: not found"));
        values["msg"] = (isMissing ? "The module failed to execute correctly, you probably need to set the interpreter." : "MODULE FAILURE") + "\nSee stdout/stderr for the exact error";
        values["rc"] = exitCode;
        return values;
    }

    /// <summary>Takes out what a module must not say to the engine.</summary>
    private static void Clean(PyDict values, Action<string> warn)
    {
        foreach (var name in values.Entries.Select(e => e.Key).OfType<string>().Where(n => n.StartsWith("_ansible_", StringComparison.Ordinal) || OfActions.Contains(n)).ToList())
        {
            values.Remove(name);
            if (name is not ("_ansible_parsed" or "_ansible_suppress_tmpdir_delete" or "_ansible_trusted_utf8")) warn($"Removed unexpected internal key in module return: {name}");
        }
        foreach (var name in new[] { "warnings", "deprecations" })
        {
            if (values.TryGet(name, out var told) && !PyValues.Truth(told)) values.Remove(name);
        }
        if (!values.TryGet("ansible_facts", out var given) || given is not PyDict facts) return;
        foreach (var name in facts.Entries.Select(e => e.Key).OfType<string>().Where(IsDiscovery).ToList()) facts.Remove(name);
    }

    private static bool IsDiscovery(string fact) => fact.StartsWith("discovered_interpreter_", StringComparison.Ordinal) || fact.StartsWith("ansible_discovered_interpreter_", StringComparison.Ordinal);

    private static void AddLines(PyDict values, string name)
    {
        if (!values.TryGet(name, out var value) || values.ContainsKey(name + "_lines")) return;
        values[name + "_lines"] = new PyList(PyStringsLines.Of(value as string ?? ""));
    }
}
