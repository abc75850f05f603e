using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Actions;

/// <summary>Keeps numbers about the run, which are shown at its end.</summary>
internal sealed class SetStatsAction : IAction
{
    public string Name => "set_stats";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "aggregate", "data", "per_host");
        var given = context.Argument("data");
        if (given is not (null or PyDict)) return ValueTask.FromResult(ResultValues.Failure("The 'data' option needs to be a dictionary/hash"));
        var data = new PyDict();
        foreach (var (key, value) in (given as PyDict ?? new PyDict()).Entries)
        {
            var name = PyText.Str(key is string written && TemplateText.IsTemplate(written) ? context.Scope.Render(new TemplateText(written)) : key);
            if (!VariableNames.IsValid(name))
                return ValueTask.FromResult(ResultValues.Failure($"The variable name '{name}' is not valid. Variables must start with a letter or underscore character, and contain only letters, numbers and underscores."));
            data[name] = value;
        }
        var stats = new PyDict { ["data"] = data, ["per_host"] = Flag(context, "per_host", false), ["aggregate"] = Flag(context, "aggregate", true) };
        return ValueTask.FromResult(new PyDict { ["changed"] = false, ["ansible_stats"] = stats });
    }

    /// <summary>What is no truth value counts as no.</summary>
    private static bool Flag(ActionContext context, string name, bool otherwise) => context.Argument(name) is { } value ? KeywordValues.Boolean(value) ?? false : otherwise;
}
