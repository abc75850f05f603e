using System.Runtime.CompilerServices;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Tasks as callbacks in Python are told of them: each has a number, by which they know it again.</summary>
internal sealed class CallbackTasks
{
    private readonly ConditionalWeakTable<TaskNode, object> _numbers = [];
    private long _last;

    public PyDict Describe(TaskNode task, string? name) => new()
    {
        ["id"] = _numbers.GetValue(task, _ => ++_last),
        ["name"] = name,
        ["action"] = task.Config.Action,
        ["args"] = TemplateTexts.AsPlain(task.Config.Arguments),
        ["tags"] = new PyList(task.Tags),
        ["path"] = task.Place,
        ["handler"] = task.Config.IsHandler,
        ["implicit"] = task.Config.IsImplicit,
        ["no_log"] = task.Scope.Nearest("no_log")?.Value is true,
        ["loop"] = task.Config.Loop is { } loop ? TemplateTexts.AsPlain(loop.Value) : null,
        ["role"] = task.Role?.Name,
        ["role_path"] = task.Role?.Folder,
    };
}
