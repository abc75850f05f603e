using System.Collections.Concurrent;
using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>
/// The tasks of a run that go on by themselves. They belong to the run: what is still going on at its end is given the time it was
/// promised.
/// </summary>
internal sealed class AsyncJobs : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();
    private int _count;

    /// <summary>Runs a task that has <c>async</c>: to its end with looks in between, or in the background where nobody polls.</summary>
    public static async ValueTask<PyDict> RunAsync(ActionContext context, TaskResult draft, Action<Action<PlayCallback>> tell, CancellationToken cancellation)
    {
        var jobs = context.Services.Jobs;
        if (context.Settings.Check) return new PyDict { ["skipped"] = true, ["msg"] = "check mode and async cannot be used on same task." };
        var job = jobs.Start(context);
        if (context.Settings.Poll <= TimeSpan.Zero) return Started(job);
        while (!job.Work.IsCompleted)
        {
            var pause = Task.Delay(context.Settings.Poll, context.Services.Clock, cancellation);
            if (await Task.WhenAny(job.Work, pause).ConfigureAwait(false) == job.Work) break;
            await pause.ConfigureAwait(false);
            var poll = draft with { Values = new PyDict { ["ansible_job_id"] = job.Id, ["started"] = 1L, ["finished"] = 0L } };
            tell(callback => callback.AsyncPolled(poll));
        }
        var values = await job.Work.ConfigureAwait(false);
        values["ansible_job_id"] = job.Id;
        values["finished"] = 1L;
        values["started"] = 1L;
        values["results_file"] = job.ResultsFile;
        var done = draft with { Values = values };
        tell(callback => callback.AsyncCompleted(done));
        return values;
    }

    /// <summary>What a job has come to, or null where none has the number.</summary>
    public async ValueTask<PyDict?> StatusAsync(string id)
    {
        if (!_jobs.TryGetValue(id, out var job)) return null;
        if (!job.Work.IsCompleted) return new PyDict { ["ansible_job_id"] = id, ["started"] = 1L, ["finished"] = 0L, ["changed"] = false, ["results_file"] = job.ResultsFile };
        var values = (await job.Work.ConfigureAwait(false)).Copy();
        values["ansible_job_id"] = id;
        values["started"] = 1L;
        values["finished"] = 1L;
        values["results_file"] = job.ResultsFile;
        return values;
    }

    public bool Remove(string id) => _jobs.TryRemove(id, out _);

    public async ValueTask DisposeAsync()
    {
        foreach (var job in _jobs.Values) await job.Work.ConfigureAwait(false);
        _ending.Dispose();
    }

    private Job Start(ActionContext context)
    {
        var number = Interlocked.Increment(ref _count);
        var id = string.Create(CultureInfo.InvariantCulture, $"j{context.Services.Clock.GetUtcNow().ToUnixTimeSeconds() % 1_000_000_000_000}.{number}");
        var job = new Job(id, $"~/.ansible_async/{id}", WorkAsync(context, _ending.Token));
        return _jobs[id] = job;
    }

    private static PyDict Started(Job job) => new()
    {
        ["ansible_job_id"] = job.Id,
        ["started"] = 1L,
        ["finished"] = 0L,
        ["changed"] = true,
        ["results_file"] = job.ResultsFile,
    };

    private static async Task<PyDict> WorkAsync(ActionContext context, CancellationToken ending)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limited.CancelAfter(TimeSpan.FromSeconds(context.Settings.Async));
        try
        {
            return await context.Services.Modules.Of(context.Task).RunAsync(context, limited.Token).ConfigureAwait(false);
        }
        catch (TaskFailure failure)
        {
            return failure.Result;
        }
        catch (OperationCanceledException)
        {
            return ResultValues.Failure($"Job reached maximum time limit of {context.Settings.Async.ToString(CultureInfo.InvariantCulture)} seconds.");
        }
        catch (UnreachableException lost)
        {
            return ResultValues.Failure(lost.Message);
        }
    }

    private sealed record Job(string Id, string ResultsFile, Task<PyDict> Work);
}
