using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>The variable <c>ansible_failed_task</c>: what a rescue may ask of the task that failed.</summary>
internal static class FailedTaskValues
{
    public static PyDict Of(TaskResult result)
    {
        var config = result.Task.Config;
        var values = new PyDict
        {
            ["name"] = config.Keywords["name"]?.Value is null ? "" : result.TaskName[(result.Task.Role is { } named ? named.Name.Length + 3 : 0)..],
            ["action"] = config.Action,
            ["args"] = Plain(config.Arguments),
            ["delegate_to"] = result.DelegatedTo,
            ["ignore_errors"] = result.IgnoresErrors,
            ["no_log"] = result.HidesOutput,
            ["tags"] = new PyList(result.Task.Tags.Select(object? (t) => t)),
            ["path"] = result.Task.Place,
            ["implicit"] = config.IsImplicit,
        };
        foreach (var (name, keyword) in config.Keywords.Entries)
        {
            if (!values.ContainsKey(name)) values[name] = Plain(keyword.Value);
        }
        if (result.Task.Role is { } role) values["role"] = new PyDict { ["_role_name"] = role.Found.ShortName, ["_role_path"] = role.Folder };
        return values;
    }

    private static object? Plain(object? value) => value switch
    {
        TemplateText template => template.Source,
        PyList list => new PyList(list.Items.Select(Plain)),
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Plain(e.Value)))),
        _ => value,
    };
}
