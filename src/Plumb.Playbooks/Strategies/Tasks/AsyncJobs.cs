using System.Globalization;
using System.Security.Cryptography;
using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>
/// Tasks that have <c>async</c>. Each becomes a job of its host, which goes on whatever becomes of the connection or of this run: it is asked for
/// its state until it is done, or left to a later task, or a later run, where nobody polls.
/// </summary>
internal static class AsyncJobs
{
    private const int NumberLimit = 1_000_000_000;

    /// <summary>Looking is cheap, so that a short job is not waited for longer than it takes; what is told of it keeps to the interval.</summary>
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan _longestPause = TimeSpan.FromMilliseconds(500);

    public static async ValueTask<PyDict> RunAsync(ActionContext context, TaskResult draft, Action<Action<PlayCallback>> tell, CancellationToken cancellation)
    {
        var action = context.Services.Modules.Of(context.Task);
        if (!action.SupportsAsync) return ResultValues.Failure("async is not supported for this task.");
        var name = string.Create(CultureInfo.InvariantCulture, $"j{RandomNumberGenerator.GetInt32(NumberLimit)}");
        var job = new BackgroundJob(name, FolderOf(context), TimeSpan.FromSeconds(context.Settings.Async));
        var started = await action.RunAsync(context with { Background = job }, cancellation).ConfigureAwait(false);
        if (context.Settings.Poll <= TimeSpan.Zero || ResultValues.IsSet(started, "failed") || ResultValues.IsSet(started, "skipped")) return started;
        if (ResultValues.Text(started, "ansible_job_id") is not { } number) return ResultValues.Failure("No job id was returned by the async task");
        var values = await EndAsync(context, number, draft, tell, cancellation).ConfigureAwait(false);
        var done = draft with { Values = values.ContainsKey("ansible_job_id") ? values : new PyDict { ["ansible_job_id"] = number, ["failed"] = true } };
        tell(callback => callback.AsyncCompleted(done));
        return values;
    }

    /// <summary>What a job has come to, or, to clean up, that its result is gone.</summary>
    public static async ValueTask<PyDict> StatusAsync(ActionContext context, string number, string mode, CancellationToken cancellation)
    {
        var folder = FolderOf(context);
        var values = new PyDict
        {
            ["started"] = 0L,
            ["finished"] = 0L,
            ["stdout"] = "",
            ["stderr"] = "",
            ["stdout_lines"] = new PyList(),
            ["stderr_lines"] = new PyList(),
            ["ansible_job_id"] = number,
        };
        if (mode == "cleanup")
        {
            values["erased"] = $"{folder}/{number}";
        }
        else
        {
            values["results_file"] = $"{folder}/{number}";
            values["started"] = 1L;
        }
        // Also in a check: nothing is changed by asking.
        var asking = context with { Background = null, Settings = context.Settings with { Check = false } };
        var known = await asking.OperateAsync("async_status", new PyDict { ["jid"] = number, ["mode"] = mode, ["_async_dir"] = folder }, cancellation).ConfigureAwait(false);
        foreach (var name in (string[])["results_file", "finished"])
        {
            if (known.TryGet(name, out var value)) values[name] = value;
        }
        values.Update(ModuleAction.OfJob(known));
        return values;
    }

    private static string FolderOf(ActionContext context) =>
        (context.Scope.Variable("ansible_async_dir") is { } folder ? PyText.Str(folder) : context.Services.Settings.JobFolder).TrimEnd('/');

    private static async ValueTask<PyDict> EndAsync(ActionContext context, string number, TaskResult draft, Action<Action<PlayCallback>> tell, CancellationToken cancellation)
    {
        var clock = context.Services.Clock;
        var began = clock.GetTimestamp();
        var limit = TimeSpan.FromSeconds(context.Settings.Async);
        var told = context.Settings.Poll;
        PyDict? status = null;
        for (var pause = _firstPause; ; pause = Shorter(pause * 2, _longestPause))
        {
            await Task.Delay(Shorter(pause, context.Settings.Poll), clock, cancellation).ConfigureAwait(false);
            var passed = clock.GetElapsedTime(began);
            try
            {
                status = await StatusAsync(context, number, "status", cancellation).ConfigureAwait(false);
                if (IsDone(status)) break;
            }
            catch (UnreachableException) when (passed < limit)
            {
                // The job goes on without the connection, as when the host's network starts anew.
                await context.ResetConnection().ConfigureAwait(false);
                continue;
            }
            if (passed >= told)
            {
                told += context.Settings.Poll;
                var poll = draft with { Values = status };
                tell(callback => callback.AsyncPolled(poll));
            }
            if (passed >= limit) return ResultValues.Failure(string.Create(CultureInfo.InvariantCulture, $"async task did not complete within the requested time - {context.Settings.Async}s"), new KeyValuePair<string, object?>("async_result", status));
        }
        if (ResultValues.IsSet(status, "finished")) await StatusAsync(context, number, "cleanup", cancellation).ConfigureAwait(false);
        return status;
    }

    private static bool IsDone(PyDict status) => ResultValues.IsSet(status, "finished") || ResultValues.IsSet(status, "failed") || ResultValues.IsSet(status, "skipped");

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
