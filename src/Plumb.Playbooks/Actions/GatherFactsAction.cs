using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating.Filters;

namespace Plumb.Playbooks.Actions;

/// <summary>
/// Gathers facts with the modules that a variable or the settings name, most often setup alone. What one module found comes over what those
/// before it did.
/// </summary>
internal sealed class GatherFactsAction : IAction
{
    private const string Setup = "ansible.legacy.setup";
    private const string Usual = "smart";

    /// <summary>Arguments that mean something to setup only.</summary>
    private static readonly string[] OfSetup = ["gather_subset", "gather_timeout", "filter"];

    private static readonly string[] Told = ["ansible_facts", "warnings", "deprecations"];

    public string Name => "gather_facts";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var result = new PyDict { ["ansible_facts"] = new PyDict(), ["changed"] = false, ["deprecations"] = new PyList(), ["warnings"] = new PyList() };
        var (failed, skipped) = (new PyDict(), new PyDict());
        var modules = ModulesOf(context);
        foreach (var module in modules)
        {
            var values = await RunAsync(context, module, cancellation).ConfigureAwait(false);
            if (ResultValues.IsSet(values, "failed")) failed[module] = values;
            else if (ResultValues.IsSet(values, "skipped")) skipped[module] = values;
            else result = Merged(result, values);
        }
        if (skipped.Count > 0) Tell(result, skipped, "skipped_modules", "The following modules were skipped");
        if (skipped.Count == modules.Count) result["skipped"] = true;
        if (failed.Count > 0) Tell(result, failed, "failed_modules", "The following modules failed to execute");
        if (failed.Count > 0) result["failed"] = true;
        else if (result["ansible_facts"] is PyDict facts) facts["_ansible_facts_gathered"] = true;
        result["_ansible_verbose_override"] = true;
        return result;
    }

    private static List<string> ModulesOf(ActionContext context)
    {
        IEnumerable<string> named = context.Scope.Variable("ansible_facts_modules") switch
        {
            null => context.Services.Settings.FactsModules,
            PyList list => list.Items.Select(PyText.Str),
            var text => PyText.Str(text).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        var modules = named.ToList();
        // It comes last, wherever it is named.
        return modules.Remove(Usual) ? [.. modules, UsualOf(context)] : modules;
    }

    /// <summary>Devices of networks have modules of their own for facts, which go by the system that runs on them.</summary>
    private static string UsualOf(ActionContext context)
    {
        var system = context.Argument("network_os") ?? context.Scope.Variable("ansible_network_os")
            ?? (context.Scope.Variable("ansible_facts") is PyDict facts && facts.TryGet("network_os", out var found) ? found : null);
        return system is string name && context.Services.Settings.NetworkFactsModules.TryGetValue(name, out var module) ? module : Setup;
    }

    private static ValueTask<PyDict> RunAsync(ActionContext context, string module, CancellationToken cancellation)
    {
        var arguments = context.Arguments.Copy();
        arguments.Remove("parallel");
        if (ActionNames.Short(module) != "setup") RemoveForOthers(context, module, arguments);
        else if (!arguments.ContainsKey("gather_subset") && context.Services.Settings.GatherSubset is { Count: > 0 } subset) arguments["gather_subset"] = new PyList(subset.Select(object? (s) => s));
        foreach (var name in arguments.Entries.Where(e => e.Value is null).Select(e => e.Key).ToList()) arguments.Remove(name);
        var defaults = ModuleDefaults.Of(context.Scope, context.Services, module);
        defaults.Update(arguments);
        var action = context.Services.Modules.Find(module, []) ?? throw new TaskFailure($"The module {module} was not found in configured module paths");
        return action.RunAsync(context with { Arguments = context.Services.Omission.Remove(defaults) as PyDict ?? defaults }, cancellation);
    }

    private static void RemoveForOthers(ActionContext context, string module, PyDict arguments)
    {
        foreach (var name in OfSetup)
        {
            if (!arguments.Remove(name, out var value) || value is null) continue;
            if (name == "gather_subset" && value is "all" or PyList { Items: ["all"] }) continue;
            context.Services.Output.Warn($"Ignoring {name.Replace("gather_", "", StringComparison.Ordinal)}({PyText.Str(value)}) for {module}");
        }
    }

    private static PyDict Merged(PyDict result, PyDict values)
    {
        var taken = new PyDict();
        foreach (var name in Told)
        {
            if (values.TryGet(name, out var value) && value is not null) taken[name] = value;
        }
        return HashMerge.Merge(result, taken, recursive: true, "append_rp");
    }

    private static void Tell(PyDict result, PyDict modules, string name, string message)
    {
        result["msg"] = $"{message}: {string.Join(", ", modules.Keys.Select(PyText.Str))}\n";
        result[name] = modules;
    }
}
