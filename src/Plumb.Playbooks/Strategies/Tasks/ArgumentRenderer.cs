using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Renders the arguments of a task, over the defaults that the play has for its module.</summary>
internal sealed class ArgumentRenderer(RunServices services)
{
    public PyDict Render(TaskScope scope)
    {
        var arguments = Rendered(scope, scope.Task.Config.Arguments) as PyDict ?? new PyDict();
        if (arguments.Remove(ActionReader.WholeArguments, out var whole)) arguments = WithWhole(arguments, whole);
        var defaults = Defaults(scope, scope.Task.Config.ActionName);
        if (defaults.Count > 0)
        {
            defaults.Update(arguments);
            arguments = defaults;
        }
        return services.Omission.Remove(arguments) as PyDict ?? arguments;
    }

    private static object? Rendered(TaskScope scope, object? value)
    {
        try
        {
            return scope.Render(value);
        }
        catch (TemplatingException fault) when (fault.Fault == TemplatingFault.Undefined)
        {
            throw new TaskFailure($"The task includes an option with an undefined variable. The error was: {fault.Message}{PlaceText.Of(scope.Task.Config.Span)}");
        }
    }

    /// <summary>Arguments that a variable gives as a whole; those written beside it win.</summary>
    private static PyDict WithWhole(PyDict arguments, object? whole)
    {
        if (whole is not PyDict given) throw new TaskFailure($"invalid or malformed argument: '{PyText.Str(whole)}'");
        var merged = given.Copy();
        merged.Update(arguments);
        return merged;
    }

    /// <summary>What <c>module_defaults</c> say for the module or a group that it is in; the nearest and the most special wins.</summary>
    public static PyDict Defaults(TaskScope scope, string action)
    {
        var merged = new PyDict();
        foreach (var (value, _) in scope.Task.Scope.AllEntries("module_defaults"))
        {
            if (scope.Render(value) is not PyDict defaults) continue;
            foreach (var (key, arguments) in defaults.Entries)
            {
                var name = PyText.Str(key);
                if (arguments is not PyDict values) continue;
                if (name.StartsWith("group/", StringComparison.Ordinal) ? ModuleGroups.Contains(name["group/".Length..], action) : ActionNames.Short(name) == action) merged.Update(values);
            }
        }
        return merged;
    }
}
