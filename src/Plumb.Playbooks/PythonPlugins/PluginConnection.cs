using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>A host that a plugin reaches. The plugin's options are those of the task that uses it.</summary>
internal sealed class PluginConnection(PluginCommands commands, IHostConnection connection) : IAsyncDisposable
{
    /// <summary>The connection for a task, by whose variables the plugin goes.</summary>
    public TaskConnection For(TaskScope connected) => new TaskConnection(this, connected);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private PluginCommands Commands => commands;

    private IHostConnection Connection => connection;

    /// <summary>It lives as long as the task; what it leads to is kept.</summary>
    internal sealed class TaskConnection(PluginConnection owner, TaskScope connected) : IHostConnection
    {
        /// <summary>What the Python of an action needs to find the same plugin.</summary>
        public PyDict Describe()
        {
            owner.Commands.Enter(connected);
            return owner.Commands.Describe();
        }

        public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
        {
            owner.Commands.Enter(connected);
            return await owner.Connection.RunAsync(request, events, cancellation).ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
