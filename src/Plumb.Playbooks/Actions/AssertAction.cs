using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Actions;

/// <summary>Fails unless all conditions hold.</summary>
internal sealed class AssertAction : IAction
{
    public string Name => "assert";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "fail_msg", "msg", "quiet", "success_msg", "that");
        if (!context.Arguments.TryGet("that", out var that)) throw new TaskFailure("conditional required in \"that\" string");
        // Conditions of a list are judged as they were written, so that what failed is told as it was written.
        if (context.Task.Config.Arguments.TryGet("that", out var written) && written is PyList) that = written;
        var failed = Message(context.Argument("fail_msg") ?? context.Argument("msg"), "fail_msg or msg", "fail_msg or msg list", "Assertion failed");
        var passed = Message(context.Argument("success_msg"), "success_msg", "success_msg list", "All assertions passed");
        var isQuiet = context.Flag("quiet");
        var result = new PyDict();
        if (!isQuiet) result["_ansible_verbose_always"] = true;
        foreach (var condition in that is PyList list ? list.Items : [that])
        {
            if (context.Scope.Holds(condition)) continue;
            result["failed"] = true;
            result["evaluated_to"] = false;
            result["assertion"] = condition is TemplateText template ? template.Source : condition;
            result["msg"] = failed;
            return ValueTask.FromResult(result);
        }
        result["changed"] = false;
        result["msg"] = passed;
        return ValueTask.FromResult(result);
    }

    private static object Message(object? given, string name, string listName, string otherwise) => given switch
    {
        null => otherwise,
        string text => text,
        PyList list when list.Items.All(i => i is string) => list,
        PyList => throw new TaskFailure($"Type of one of the elements in {listName} is not string type"),
        _ => throw new TaskFailure($"Incorrect type for {name}, expected a string or list and got <class '{PyTypes.NameOf(given)}'>"),
    };
}
