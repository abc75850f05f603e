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
        var defaults = ModuleDefaults.Of(scope, services, scope.Task.Config.Action);
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
}
