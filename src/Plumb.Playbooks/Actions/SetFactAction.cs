using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Actions;

/// <summary>Sets variables of the host for the rest of the run.</summary>
internal sealed class SetFactAction : IAction
{
    public string Name => "set_fact";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var facts = new PyDict();
        var cacheable = context.Flag("cacheable");
        foreach (var (key, value) in context.Arguments.Entries)
        {
            if (key is "cacheable") continue;
            var name = PyText.Str(key is string written && TemplateText.IsTemplate(written) ? context.Scope.Render(new TemplateText(written)) : key);
            if (!VariableNames.IsValid(name))
                throw TaskFailure.OfAction($"The variable name '{name}' is not valid. Variables must start with a letter or underscore character, and contain only letters, numbers and underscores.", TaskFailure.NoCause);
            facts[name] = Typed(context, PlainData.Listed(value));
        }
        if (facts.Count == 0) throw TaskFailure.OfAction("No key/value pairs provided, at least one is required for this action to succeed", TaskFailure.NoCause);
        return ValueTask.FromResult(new PyDict { ["ansible_facts"] = facts, ["_ansible_facts_cacheable"] = cacheable });
    }

    /// <summary>Without native types, words for truth values become them.</summary>
    private static object? Typed(ActionContext context, object? value) =>
        !context.Services.Templar.Settings.Native && value is string text && (text.ToLowerInvariant() is "true" or "false" or "yes" or "no") ? KeywordValues.Boolean(value) : value;
}
