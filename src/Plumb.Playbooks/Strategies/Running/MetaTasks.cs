using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Connections;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>The actions of <c>meta</c>: they change the run itself and reach no host.</summary>
internal sealed class MetaTasks(RunServices services, PlayBatch batch)
{
    private static readonly HashSet<string> ForEachHost = ["noop", "reset_connection", "end_host", "role_complete", "end_role", "flush_handlers"];
    private static readonly HashSet<string> WithoutCondition = ["noop", "refresh_inventory", "reset_connection"];

    public static string ActionOf(TaskNode task) => task.Config.FreeFormText ?? "";

    /// <summary>Whether one host does it for all.</summary>
    public static bool RunsOnce(TaskNode task) => !ForEachHost.Contains(ActionOf(task));

    /// <summary>Does it for a host. True where handlers are to run on the host now.</summary>
    public async ValueTask<bool> RunAsync(TaskNode task, string host)
    {
        var action = ActionOf(task);
        if (task.Config.IsImplicit) services.Tell(c => c.ImplicitStepStarted(task));
        else
        {
            var scope = services.Scopes.ForTask(batch, task, host);
            var name = TaskNames.Of(scope);
            services.Tell(c => c.TaskStarted(task, name));
            var hasCondition = task.Scope.All("when").Count > 0;
            if (hasCondition && WithoutCondition.Contains(action)) services.Output.Warn($"{action} task does not support when conditional");
            else if (hasCondition && !Holds(scope))
            {
                Skip(task, host, name, action);
                return false;
            }
        }
        if (task.Config.IsHandler) batch.Forget(task, host);
        var flushes = await DoAsync(task, host, action).ConfigureAwait(false);
        if (!task.Config.IsImplicit) services.Output.Verbose(2, $"META: {Done(action, host)}");
        return flushes;
    }

    private async ValueTask<bool> DoAsync(TaskNode task, string host, string action)
    {
        var cursor = batch.CursorOf(host);
        switch (action)
        {
            case "noop":
                break;
            case "flush_handlers":
                if (task.Config.IsHandler) throw new LinkException(PlayRules.RunFault, task.Config.Span, "flush_handlers cannot be used as a handler");
                cursor.InsertHandlers(batch.Play.Handlers, handler => batch.IsNotified(handler, host));
                return true;
            case "refresh_inventory":
                await services.Inventory.RefreshAsync().ConfigureAwait(false);
                break;
            case "clear_facts":
                foreach (var each in batch.Hosts) services.Stores.ClearFacts(each);
                break;
            case "clear_host_errors":
                ClearErrors();
                break;
            case "end_play":
            case "end_batch":
                foreach (var each in batch.Hosts.Where(h => !services.Unreachable.Contains(h))) batch.CursorOf(each).End();
                batch.EndsPlay |= action == "end_play";
                break;
            case "end_host":
                cursor.End();
                batch.Removed.Add(host);
                break;
            case "end_role" when task.Role is { } left:
                cursor.LeaveRole(left);
                break;
            case PlayLinker.RoleComplete when task.Role is { } role:
                batch.CompleteRole(role, host);
                break;
            case "reset_connection":
                await ResetAsync(task, host).ConfigureAwait(false);
                break;
            default:
                throw new LinkException(PlayRules.UnknownAction, task.Config.Span, $"invalid meta action requested: {action}");
        }
        return false;
    }

    private void ClearErrors()
    {
        foreach (var each in batch.Hosts)
        {
            services.Failed.Remove(each);
            services.Unreachable.Remove(each);
            batch.Removed.Remove(each);
            batch.CursorOf(each).Forgive();
            services.Record.Forgive(each);
        }
    }

    private async ValueTask ResetAsync(TaskNode task, string host)
    {
        var scope = services.Scopes.ForTask(batch, task, host);
        var (connection, settings) = new ConnectionResolver(services.Settings.Connection).Resolve(host, scope, scope);
        await services.Connections.ResetAsync(connection, settings).ConfigureAwait(false);
    }

    private static bool Holds(TaskScope scope)
    {
        try
        {
            return scope.Task.Scope.AllEntries("when").All(e => scope.Holds(e.Value));
        }
        catch (Templating.TemplatingException fault)
        {
            throw new LinkException(PlayRules.RunFault, scope.Task.Config.Span, fault.Message);
        }
    }

    private void Skip(TaskNode task, string host, string name, string action)
    {
        var message = action == "end_host" ? $"end_host conditional evaluated to false{Consequence(action, host)}" : action;
        var values = new PyDict { ["msg"] = message, ["skipped"] = true, ["skip_reason"] = $"{action} conditional evaluated to False{Consequence(action, host)}" };
        services.Output.Verbose(2, $"META: {ResultValues.Text(values, "skip_reason")}");
        var result = new TaskResult(host, task, values) { TaskName = name };
        services.Tell(c => c.TaskCompleted(result));
    }

    private static string Done(string action, string host) => action switch
    {
        "flush_handlers" => $"triggered running handlers for {host}",
        "refresh_inventory" => "inventory successfully refreshed",
        "clear_facts" => "facts cleared",
        "clear_host_errors" => "cleared host errors",
        "end_batch" => "ending batch",
        "end_play" => "ending play",
        "end_host" => $"ending play for {host}",
        "reset_connection" => "reset connection",
        _ => action,
    };

    private static string Consequence(string action, string host) => action switch
    {
        "flush_handlers" => $", not running handlers for {host}",
        "clear_facts" => $", not clearing facts and fact cache for {host}",
        "clear_host_errors" => $", not clearing host error state for {host}",
        "end_batch" => ", continuing current batch",
        "end_play" => ", continuing play",
        "end_host" => $", continuing execution for {host}",
        _ => "",
    };
}
