using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Strategies.Connections;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Runs a task once: for a host, or for one item of its loop there. Conditions, arguments, the action with its attempts, and what its result means.</summary>
internal sealed class ItemRunner(RunServices services, PlayBatch batch, Action<Action<PlayCallback>> tell)
{
    private readonly SettingsResolver _settings = new(services.Settings, services.Become);
    private readonly ConnectionResolver _connections = new(services.Settings.Connection);
    private readonly ArgumentRenderer _arguments = new(services);

    public async Task<TaskResult> RunAsync(TaskScope scope, string name, TemplatingException? loopFault, CancellationToken cancellation)
    {
        var draft = new TaskResult(scope.Host, scope.Task, new PyDict()) { TaskName = name, HidesOutput = HidesOutput(scope) };
        var isPrepared = false;
        try
        {
            // Step 1: a condition decides whether the task is for this host at all, before anything else of it has to make sense.
            if (!Holds(scope, loopFault)) return draft with { Values = Skipped() };
            if (loopFault is not null) throw loopFault;

            // Step 2: includes are only named here; the strategy takes them in.
            if (scope.Task.Config.Kind is TaskKind.IncludeTasks or TaskKind.IncludeRole) return draft with { Values = IncludeValues(scope) };

            // Step 3: settings and arguments.
            if (scope.Task.Config.HasTemplatedAction)
            {
                scope = scope.With(WithAction(scope));
                draft = draft with { Task = scope.Task };
            }
            var delegateTo = DelegatedTo(scope);
            var connected = delegateTo is null ? scope : ScopeOf(delegateTo, scope);
            if (delegateTo is not null)
            {
                scope.Reach(connected);
                scope.Set("ansible_delegated_vars", new PyDict { [delegateTo] = Seen(connected, scope.Host) });
            }
            var settings = _settings.Resolve(scope, connected, delegateTo);
            draft = draft with
            {
                DelegatedTo = delegateTo,
                IgnoresErrors = settings.IgnoresErrors,
                IgnoresUnreachable = settings.IgnoresUnreachable,
                ShowsDiff = settings.Diff,
                HidesOutput = settings.HidesOutput,
                IsCheck = settings.Check,
            };
            var arguments = _arguments.Render(scope);
            var (connection, target) = _connections.Resolve(delegateTo ?? scope.Host, connected, scope);
            if (connection == "local") target = target with { LocalFolder = Path.GetFullPath(batch.Play.Config.Folder) };
            services.Record.Hide(target.Password);
            services.Record.Hide(settings.Become?.Password);
            var context = new ActionContext(scope, settings, arguments, services, batch)
            {
                Connection = () => services.Connections.Open(connection, target, connected),
                ConnectionWithin = limit => services.Connections.Open(connection, target with { Timeout = limit }, connected),
                ResetConnection = () => services.Connections.ResetAsync(connection, target),
                PluginConnection = () => services.Connections.PluginOf(connection, target, connected),
                ConnectionName = connection,
                Connected = connected,
            };

            // Step 4: the action, as often as it takes.
            isPrepared = true;
            var values = await new ActionAttempts(context, draft, tell).RunAsync(cancellation).ConfigureAwait(false);
            if (delegateTo is not null) values["_ansible_delegated_vars"] = DelegatedVariables(delegateTo, target, connection);
            if (Notified(scope) is { Count: > 0 } notified) values["_ansible_notify"] = notified;
            return draft with { Values = values };
        }
        catch (UnreachableException lost)
        {
            return draft with { Values = new PyDict { ["unreachable"] = true, ["msg"] = lost.Message, ["changed"] = false } };
        }
        catch (Exception fault) when (fault is TaskFailure or TemplatingException or Vault.VaultException)
        {
            var values = FailureValues.Of(fault);
            if (draft.HidesOutput) values["_ansible_no_log"] = true;
            return draft with { Values = values, DelegatedTo = draft.DelegatedTo ?? PlannedDelegate(scope), IgnoresErrors = IgnoresErrors(scope), IsUnprepared = !isPrepared && !IsRaised(fault) };
        }
    }

    /// <summary>Whether it is Python's own fault and not one of a value: that ends only this item of a loop.</summary>
    private static bool IsRaised(Exception fault) => fault is TemplatingException { Fault: TemplatingFault.Python, PythonClass: not ("ValueError" or "TypeError") };

    /// <summary>Whether all conditions hold. One that cannot be told because there is no item has the loop's fault.</summary>
    private static bool Holds(TaskScope scope, TemplatingException? loopFault)
    {
        foreach (var (condition, _) in scope.Task.Scope.AllEntries("when"))
        {
            try
            {
                if (!scope.Holds(condition)) return false;
            }
            catch (TemplatingException fault)
            {
                throw loopFault ?? (Exception)new TaskFailure(fault.Message + PlaceText.Of(scope.Task.Config.Span));
            }
        }
        return true;
    }

    private static PyDict Skipped() => new() { ["changed"] = false, ["skipped"] = true, ["skip_reason"] = "Conditional result was False" };

    private static PyDict IncludeValues(TaskScope scope)
    {
        var arguments = scope.Task.Config.Arguments.Copy();
        if (scope.Task.Config.Kind == TaskKind.IncludeRole)
        {
            arguments.Remove("apply");
            return new PyDict { ["changed"] = false, ["include_args"] = scope.Render(arguments) };
        }
        var file = arguments.TryGet("file", out var named) || arguments.TryGet(TaskConfig.FreeText, out named) ? named : null;
        if (file is null) throw new TaskFailure("No include file was specified to the include");
        return new PyDict { ["changed"] = false, ["include"] = PyText.Str(scope.Render(file)), ["include_args"] = scope.Render(scope.Task.Config.IncludeParameters) ?? new PyDict() };
    }

    /// <summary>The task with the action that its template names for this host and item.</summary>
    private TaskNode WithAction(TaskScope scope)
    {
        var name = PyText.Str(scope.Render(new TemplateText(scope.Task.Config.Action))).Trim();
        var action = ActionNames.Short(name);
        if (!services.Reading.IsAction(name))
            throw new TaskFailure($"The module {name} was not found in configured module paths");
        return scope.Task.With(scope.Task.Config with { Action = name, ActionName = action });
    }

    private static string? DelegatedTo(TaskScope scope)
    {
        if (scope.Task.Scope.Nearest("delegate_to") is not { } keyword) return null;
        var host = KeywordValues.Text(scope, keyword, "delegate_to");
        return string.IsNullOrEmpty(host) ? null : host;
    }

    /// <summary>Who would have done the work, for a task that failed before it came to that.</summary>
    private static string? PlannedDelegate(TaskScope scope)
    {
        try
        {
            return DelegatedTo(scope);
        }
        catch (Exception fault) when (fault is TaskFailure or TemplatingException)
        {
            return null;
        }
    }

    /// <summary>The variables of the host that does the work, under the same task and item.</summary>
    private TaskScope ScopeOf(string host, TaskScope scope)
    {
        var other = services.Scopes.ForTask(batch, scope.Task, host);
        if (scope.Variable("item") is { } item) other.Set("item", item);
        return other;
    }

    /// <summary>The variables of the host that does the work, as the task sees them: it is of the other host still.</summary>
    private static TemplateVariables Seen(TaskScope connected, string host) =>
        new(connected.Templar, connected.Raw.With(new PyDict { ["inventory_hostname"] = host })) { KeepsUndefined = true };

    internal static bool IgnoresErrors(TaskScope scope)
    {
        try
        {
            return KeywordValues.Boolean(scope, scope.Task.Scope.Nearest("ignore_errors"), "ignore_errors", false);
        }
        catch (Exception fault) when (fault is TaskFailure or TemplatingException)
        {
            return false;
        }
    }

    private bool HidesOutput(TaskScope scope)
    {
        try
        {
            return KeywordValues.Boolean(scope, scope.Task.Scope.Nearest("no_log"), "no_log", services.Settings.HidesOutput);
        }
        catch (Exception fault) when (fault is TaskFailure or TemplatingException)
        {
            return true;
        }
    }

    /// <summary>The names of handlers and topics: rendered here, for they may name the item.</summary>
    private static PyList Notified(TaskScope scope)
    {
        var names = new List<object?>();
        foreach (var (value, _) in scope.Task.Scope.AllEntries("notify"))
        {
            var rendered = scope.Render(value);
            foreach (var name in rendered is PyList list ? list.Items : [rendered]) names.Add(PyText.Str(name));
        }
        return new PyList(names);
    }

    private static PyDict DelegatedVariables(string host, ConnectionSettings target, string connection) => new()
    {
        ["ansible_delegated_host"] = host,
        ["ansible_host"] = target.Address ?? host,
        ["ansible_port"] = target.Port is { } port ? (long)port : null,
        ["ansible_user"] = target.User,
        ["ansible_connection"] = connection,
    };
}
