using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Checks the variables that a role is given against what it says it takes.</summary>
internal sealed class ValidateArgumentSpecAction : IAction
{
    public string Name => "validate_argument_spec";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var result = new PyDict { ["validate_args_context"] = context.Argument("validate_args_context") ?? new PyDict() };
        if (!context.Arguments.TryGet("argument_spec", out var written)) throw new TaskFailure($"\"argument_spec\" arg is required in args: {PyText.Str(context.Arguments)}");
        if (written is not PyDict spec) throw new TaskFailure($"Incorrect type for argument_spec, expected dict and got <class '{PyTypes.NameOf(written)}'>");
        var provided = context.Argument("provided_arguments") switch
        {
            null => new PyDict(),
            PyDict given => given.Copy(),
            var other => throw new TaskFailure($"Incorrect type for provided_arguments, expected dict and got <class '{PyTypes.NameOf(other)}'>"),
        };
        foreach (var name in spec.Keys.OfType<string>())
        {
            if (!provided.ContainsKey(name) && context.Scope.Raw.TryGet(name, out var value)) provided[name] = context.Scope.Render(value);
        }
        if (ArgumentSpecification.Faults(spec, provided) is { Count: > 0 } faults)
        {
            result["failed"] = true;
            result["msg"] = "Validation of arguments failed:\n" + string.Join('\n', faults);
            result["argument_spec_data"] = spec;
            result["argument_errors"] = new PyList(faults.Select(object? (f) => f));
            return ValueTask.FromResult(result);
        }
        result["changed"] = false;
        result["msg"] = "The arg spec validation passed";
        return ValueTask.FromResult(result);
    }
}
