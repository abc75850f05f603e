using Plumb.Jinja.Values;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>An action that people wrote in Python: it runs at the controller, and has it do what is to be done on the host.</summary>
internal sealed class PluginAction(UserPlugins plugins, ActionSearch search, string name, IReadOnlyList<string> collections) : IAction
{
    public string Name => name;

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var work = new PluginActionWork(context, search, collections);
        var call = new PythonCall(plugins)
        {
            IsWritten = _ => false,
            Render = (value, variables) => context.Scope.Templar.Render(value, new TemplateVariables(context.Scope.Templar, variables)),
            Work = work.AnswerAsync,
        };
        try
        {
            var made = await plugins.CallAsync("action", [name, Describe(context), context.Scope.Raw], call, cancellation).ConfigureAwait(false);
            return made as PyDict ?? ResultValues.Failure($"The action {name} gave no result, but {PyTypes.NameOf(made)}");
        }
        catch (PythonFault fault)
        {
            throw new TaskFailure(Failure(fault));
        }
    }

    /// <summary>Where names without a collection are looked for: folders beside playbooks come after collections, unless these say otherwise.</summary>
    private IEnumerable<string> Searched() => collections.Count == 0 || collections.Contains("ansible.builtin") || collections.Contains("ansible.legacy") ? collections : [.. collections, "ansible.legacy"];

    private static PyDict Failure(PythonFault fault)
    {
        if (fault.Kind is not "python") return new PyDict { ["failed"] = true, ["msg"] = fault.Message };
        return new PyDict { ["failed"] = true, ["msg"] = $"Unexpected failure during module execution: {fault.Message}", ["exception"] = fault.Trace, ["stdout"] = "" };
    }

    /// <summary>The task in the words by which plugins ask for it.</summary>
    private PyDict Describe(ActionContext context)
    {
        var (task, settings) = (context.Task, context.Settings);
        var play = context.Batch.Play;
        return new PyDict
        {
            ["name"] = task.DisplayName,
            ["action"] = task.Config.Action,
            ["args"] = context.Arguments,
            ["async_val"] = settings.Async,
            ["poll"] = (long)settings.Poll.TotalSeconds,
            ["check_mode"] = settings.Check,
            ["diff"] = settings.Diff,
            ["no_log"] = settings.HidesOutput,
            ["become"] = settings.Become is not null,
            ["become_user"] = settings.Become?.User,
            ["become_method"] = settings.Become?.Method,
            ["delegate_to"] = settings.DelegateTo,
            ["environment"] = new PyList([new PyDict(settings.Environment.Select(e => KeyValuePair.Create<object?, object?>(e.Key, e.Value)))]),
            ["ignore_errors"] = settings.IgnoresErrors,
            ["collections"] = new PyList(Searched()),
            ["path"] = task.Place,
            ["role"] = task.Role?.Name,
            ["role_path"] = task.Role?.Folder,
            ["search_path"] = new PyList(SearchFolders.Of(task, play)),
            ["connection"] = context.ConnectionName,
            ["connection_plugin"] = context.PluginConnection()?.Describe(),
            ["remote_addr"] = context.Connected.Variable("ansible_host") ?? settings.DelegateTo ?? context.Host,
            ["shell_type"] = context.Connected.Variable("ansible_shell_type"),
            ["remote_user"] = context.Connected.Variable("ansible_user"),
            ["port"] = context.Connected.Variable("ansible_port"),
        };
    }
}
