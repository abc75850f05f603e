using System.Text.RegularExpressions;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Actions;

/// <summary>Shows a message or a variable.</summary>
internal sealed partial class DebugAction : IAction
{
    private const string NotDefined = "VARIABLE IS NOT DEFINED!";

    public string Name => "debug";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "msg", "var", "verbosity");
        if (context.Arguments.ContainsKey("msg") && context.Arguments.ContainsKey("var")) return ValueTask.FromResult(ResultValues.Failure("'msg' and 'var' are incompatible options"));
        if (context.Text("verbosity") is { } level && long.TryParse(level, out var needed) && needed > context.Services.Settings.Verbosity)
            return ValueTask.FromResult(new PyDict { ["skipped_reason"] = "Verbosity threshold not met.", ["skipped"] = true, ["failed"] = false });
        var result = new PyDict();
        if (context.Arguments.TryGet("msg", out var message)) result["msg"] = message;
        else if (context.Arguments.TryGet("var", out var variable)) Show(context, variable, result);
        else result["msg"] = "Hello world!";
        result["_ansible_verbose_always"] = true;
        result["failed"] = false;
        return ValueTask.FromResult(result);
    }

    private static void Show(ActionContext context, object? variable, PyDict result)
    {
        if (variable is not string expression)
        {
            result[$"<class '{PyTypes.NameOf(variable)}'>"] = variable;
            return;
        }
        // What a template made may be what others wrote: it is taken for the name of a variable, not for any expression.
        if (context.Task.Config.Arguments.TryGet("var", out var written) && written is TemplateText && !VariablePath().IsMatch(expression))
        {
            result[expression] = expression;
            return;
        }
        try
        {
            var value = context.Scope.Render(new TemplateText($"{{{{ {expression} }}}}"));
            result[expression] = value is Undefined undefined ? throw TemplatingFaults.Of(undefined) : value;
        }
        catch (TemplatingException fault) when (fault.Fault == TemplatingFault.Undefined)
        {
            result[expression] = context.Services.Settings.Verbosity > 0 ? $"{NotDefined}: {fault.Message}" : NotDefined;
        }
    }

    [GeneratedRegex("""^\w+(?:\.\w+|\[(?:\d+|'[^'\\]*'|"[^"\\]*")\])*$""")]
    private static partial Regex VariablePath();
}
