using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>What an action gets: the task for one host and one item with its arguments rendered, and the way to the host.</summary>
internal sealed record ActionContext(TaskScope Scope, TaskSettings Settings, PyDict Arguments, RunServices Services, PlayBatch Batch)
{
    /// <summary>The connection to the host that the task works on. Opened at the first request.</summary>
    public required Func<IHostConnection> Connection { get; init; }

    /// <summary>The same connection; where it has to be opened, that may take so long.</summary>
    public required Func<TimeSpan, IHostConnection> ConnectionWithin { get; init; }

    /// <summary>Closes the connection, so that the next request opens it anew.</summary>
    public required Func<ValueTask> ResetConnection { get; init; }

    /// <summary>The name of the way the host is reached.</summary>
    public required string ConnectionName { get; init; }

    /// <summary>The connection where it is by a plugin in Python; null where it is by this program's own means.</summary>
    public Func<PythonPlugins.PluginConnection.TaskConnection?> PluginConnection { get; init; } = () => null;

    /// <summary>The variables of the host that does the work, which is another where the task is delegated.</summary>
    public TaskScope Connected { get; init; } = Scope;

    /// <summary>The job that the task is to become on its host; null where it is waited for.</summary>
    public BackgroundJob? Background { get; init; }

    public TaskNode Task => Scope.Task;

    public string Host => Scope.Host;

    /// <summary>This, with a bound of its own to how long an attempt to connect may take.</summary>
    /// <param name="seconds">The bound; null or less than a second leaves that to the settings of the connection.</param>
    public ActionContext Connecting(double? seconds) => seconds is >= 1 ? this with { Connection = () => ConnectionWithin(TimeSpan.FromSeconds(Math.Min(seconds.Value, int.MaxValue))) } : this;

    /// <summary>An argument, or null where it is not given.</summary>
    public object? Argument(string name) => Arguments.TryGet(name, out var value) ? value : null;

    public string? Text(string name) => Argument(name) is { } value ? PyText.Str(value) : null;

    public bool Flag(string name, bool otherwise = false) =>
        Argument(name) is { } value ? KeywordValues.Boolean(value) ?? throw new TaskFailure($"The value '{PyText.Str(value)}' of the argument {name} is not a valid boolean.") : otherwise;

    /// <summary>Runs an operation on the host with the task's settings.</summary>
    public ValueTask<PyDict> OperateAsync(string operation, PyDict arguments, CancellationToken cancellation) => OperateAsync(operation, arguments, [], null, cancellation);

    public async ValueTask<PyDict> OperateAsync(string operation, PyDict arguments, IReadOnlyList<SourceContent> sources, OperationEvents? events, CancellationToken cancellation)
    {
        var request = new OperationRequest(operation, DataConversion.ToMap(arguments))
        {
            Check = Settings.Check,
            Diff = Settings.Diff,
            Become = Settings.Become,
            Environment = Settings.Environment,
            Sources = sources,
            Timeout = Settings.Timeout,
            Background = Background,
        };
        var result = await Connection().RunAsync(request, events ?? OperationEvents.None, cancellation).ConfigureAwait(false);
        return DataConversion.ToValues(result, operation);
    }
}
