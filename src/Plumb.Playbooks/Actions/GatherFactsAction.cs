using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Actions;

/// <summary>Gathers facts with the modules that the settings name, most often setup alone.</summary>
internal sealed class GatherFactsAction : IAction
{
    public string Name => "gather_facts";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments.Copy();
        arguments.Remove("parallel");
        if (!arguments.ContainsKey("gather_subset") && context.Services.Settings.GatherSubset is { Count: > 0 } subset)
            arguments["gather_subset"] = new PyList(subset.Select(object? (s) => s));
        var values = await context.OperateAsync("setup", arguments, cancellation).ConfigureAwait(false);
        if (ResultValues.IsSet(values, "failed"))
        {
            var failed = new PyDict { ["ansible.legacy.setup"] = values };
            return ResultValues.Failure("The following modules failed to execute: ansible.legacy.setup\n", new("failed_modules", failed), new("ansible_facts", new PyDict()));
        }
        var facts = values.TryGet("ansible_facts", out var given) && given is PyDict dict ? dict : new PyDict();
        facts["_ansible_facts_gathered"] = true;
        return new PyDict { ["ansible_facts"] = facts, ["changed"] = false, ["deprecations"] = new PyList(), ["warnings"] = new PyList(), ["_ansible_verbose_override"] = true };
    }
}
