using Plumb.Jinja.Values;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Runs an action until its condition holds or the tries are used up, and decides what each result means.</summary>
internal sealed class ActionAttempts(ActionContext context, TaskResult draft, Action<Action<PlayCallback>> tell)
{
    private const long DefaultRetries = 3;
    private const double DefaultDelay = 5;

    private readonly TaskScope _scope = context.Scope;
    private readonly TaskConfig _config = context.Task.Config;

    public async Task<PyDict> RunAsync(CancellationToken cancellation)
    {
        var until = _config.Keywords["until"]?.Value;
        var retries = until is null && !_config.Keywords.Has("retries") ? 1 : Tries();
        var delay = Math.Max(0, KeywordValues.Number(_scope, _config.Keywords["delay"], "delay") ?? DefaultDelay);
        var register = KeywordValues.Text(_scope, _config.Keywords["register"], "register");
        for (var attempt = 1L; ; attempt++)
        {
            PyDict values;
            try
            {
                values = await AttemptAsync(cancellation).ConfigureAwait(false);
            }
            catch (TaskFailure failure)
            {
                // What the action refuses to do at all is neither tried again nor judged.
                if (!failure.IsUntried) failure.Result["changed"] = false;
                return failure.Result;
            }
            values["_ansible_no_log"] = draft.HidesOutput || ResultValues.IsSet(values, "_ansible_no_log");
            if (!values.ContainsKey("failed")) values["failed"] = values.TryGet("rc", out var code) && code is not (null or 0L or "0");
            if (retries > 1) values["attempts"] = attempt;
            if (!values.ContainsKey("changed")) values["changed"] = false;
            SetVariables(values, register);
            if (!ResultValues.IsSet(values, "skipped")) Judge(values, register);
            if (retries <= 1 || (until is null ? !ResultValues.IsSet(values, "failed") : _scope.Holds(until))) return values;
            if (attempt == retries)
            {
                values["attempts"] = retries - 1;
                values["failed"] = true;
                return values;
            }
            values["retries"] = retries;
            var told = draft with { Values = values.Copy() };
            var left = retries - attempt;
            tell(callback => callback.Retrying(told, left));
            await Task.Delay(TimeSpan.FromSeconds(delay), context.Services.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One try and so many more.</summary>
    private long Tries() => (KeywordValues.Integer(_scope, _config.Keywords["retries"], "retries") ?? DefaultRetries) is var retries and > 0 ? retries + 1 : 1;

    private async Task<PyDict> AttemptAsync(CancellationToken cancellation)
    {
        var action = context.Services.Modules.Of(context.Task);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (context.Settings.Timeout is { } timeout) limited.CancelAfter(timeout);
        try
        {
            if (context.Settings.Async > 0) return await AsyncJobs.RunAsync(context, draft, tell, cancellation).ConfigureAwait(false);
            return await action.RunAsync(context, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && context.Settings.Timeout is { } time)
        {
            return ResultValues.Failure($"The {_config.Action} action failed to execute in the expected time frame ({(long)time.TotalSeconds}) and was terminated");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or System.Text.Json.JsonException)
        {
            return ResultValues.Failure($"Unexpected failure during module execution: {fault.Message}", new KeyValuePair<string, object?>("exception", fault.ToString()));
        }
    }

    /// <summary>Conditions of the task, later items and tries see the result and the facts in it.</summary>
    private void SetVariables(PyDict values, string? register)
    {
        if (register is not null)
        {
            if (!VariableNames.IsValid(register)) throw new TaskFailure($"Invalid variable name in 'register' specified: '{register}'");
            // Whether these changed something is judged where the inventory is at hand; until then the name keeps what it had.
            if (_config.ActionName is not ("add_host" or "group_by")) _scope.Set(register, values);
        }
        if (!values.TryGet("ansible_facts", out var facts) || facts is not PyDict given || _config.ActionName == "debug") return;
        if (_config.ActionName is "set_fact" or "include_vars")
        {
            _scope.SetAll(given);
            return;
        }
        var all = _scope.Variable("ansible_facts") is PyDict known ? known.Copy() : new PyDict();
        all.Update(FactNames.Bare(given));
        _scope.Set("ansible_facts", all);
        if (!context.Services.Settings.InjectsFacts) return;
        var injected = new PyDict(given.Count);
        foreach (var (name, value) in given.Entries)
        {
            if (name is string text && !RestrictedFacts.Contains(text)) injected[text] = value;
        }
        _scope.SetAll(injected);
    }

    /// <summary>What the task says of when it has changed something, and when it has failed.</summary>
    private void Judge(PyDict values, string? register)
    {
        try
        {
            if (_config.Keywords["changed_when"] is { Value: not null } changed) values["changed"] = _scope.Holds(changed.Value);
        }
        catch (TemplatingException fault)
        {
            values["failed"] = true;
            values["changed_when_result"] = fault.Message;
            return;
        }
        try
        {
            if (_config.Keywords["failed_when"] is { Value: not null } failed && !IsNever(failed.Value))
            {
                // The condition sees what was changed above.
                if (register is not null && _config.ActionName is not ("add_host" or "group_by")) _scope.Set(register, values);
                var holds = _scope.Holds(failed.Value);
                values["failed_when_result"] = holds;
                values["failed"] = holds;
            }
        }
        catch (TemplatingException fault)
        {
            values["failed"] = true;
            values["failed_when_result"] = fault.Message;
        }
    }

    private static bool IsNever(object? condition) => condition is PyList { Count: 0 } or "";
}
