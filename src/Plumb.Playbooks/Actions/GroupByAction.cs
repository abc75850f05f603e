using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Actions;

/// <summary>Puts the host in a group whose name it makes of its variables.</summary>
internal sealed class GroupByAction : IAction
{
    public string Name => "group_by";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "key", "parents");
        if (context.Text("key") is not { } key) return ValueTask.FromResult(ResultValues.Failure("the 'key' param is required when using group_by"));
        var parents = context.Argument("parents") switch { null => ["all"], PyList list => list.Items.Select(PyText.Str), var one => [PyText.Str(one)] };
        return ValueTask.FromResult(new PyDict
        {
            ["changed"] = false,
            ["add_group"] = key.Replace(' ', '-'),
            ["parent_groups"] = new PyList(parents.Select(object? (p) => p.Replace(' ', '-'))),
        });
    }
}
