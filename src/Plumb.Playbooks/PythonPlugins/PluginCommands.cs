using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Commands and files that a connection plugin in Python carries to a host.</summary>
internal sealed class PluginCommands(UserPlugins plugins, string name, string key, ConnectionSettings settings) : IHostCommands
{
    /// <summary>The task that uses the connection: several of one host may wait for their turn.</summary>
    private readonly AsyncLocal<TaskScope?> _task = new();

    /// <summary>The last of them, by whose options the connection is closed.</summary>
    private TaskScope? _last;

    private TaskScope? Current => _task.Value ?? _last;

    public void Enter(TaskScope connected) => _task.Value = _last = connected;

    public async ValueTask<CommandAnswer> RunAsync(string line, BecomeRequest? become, CancellationToken cancellation)
    {
        var answer = await CallAsync("connection_execute", [line, become is null ? null : PluginBecome.Describe(become)], cancellation).ConfigureAwait(false);
        return answer is PyList { Items: [long code, PyBytes output, PyBytes errors] }
            ? new CommandAnswer((int)code, output.ToArray(), errors.ToArray())
            : throw new TaskFailure($"The connection plugin {name} gave what is no result.");
    }

    public async ValueTask PutAsync(string file, string target, CancellationToken cancellation) => await CallAsync("connection_put", [file, target], cancellation).ConfigureAwait(false);

    public async ValueTask CloseAsync()
    {
        try
        {
            await plugins.CallAsync("connection_close", [key], new PythonCall(plugins), CancellationToken.None).ConfigureAwait(false);
        }
        catch (PythonFault)
        {
            // It is of no use any more, whatever it says.
        }
    }

    /// <summary>The plugin and how it is made, as the Python of both connections and actions has it.</summary>
    public PyDict Describe() => new()
    {
        ["name"] = name,
        ["key"] = key,
        ["connection"] = name,
        ["remote_addr"] = settings.Address ?? settings.Host,
        ["remote_user"] = settings.User,
        ["port"] = settings.Port is { } port ? (long)port : null,
        ["timeout"] = (long)settings.Timeout.TotalSeconds,
        ["password"] = settings.Password,
        ["private_key_file"] = settings.PrivateKeyFile,
        ["shell"] = Current?.Variable("ansible_shell_type"),
        ["keywords"] = Keywords(),
    };

    /// <summary>What options may be set by besides variables: keywords of plays and the command line.</summary>
    private PyDict Keywords()
    {
        var keywords = new PyDict();
        if (settings.User is { } user) keywords["remote_user"] = user;
        if (settings.Port is { } port) keywords["port"] = (long)port;
        if (settings.Password is { } password) keywords["password"] = password;
        keywords["timeout"] = (long)settings.Timeout.TotalSeconds;
        return keywords;
    }

    private async ValueTask<object?> CallAsync(string method, IReadOnlyList<object?> arguments, CancellationToken cancellation)
    {
        var task = Current;
        var call = new PythonCall(plugins)
        {
            IsWritten = _ => false,
            Render = task is null ? null : (value, variables) => task.Templar.Render(value, new TemplateVariables(task.Templar, variables)),
        };
        try
        {
            return await plugins.CallAsync(method, [Describe(), task?.Raw ?? (object)new PyDict(), .. arguments], call, cancellation).ConfigureAwait(false);
        }
        catch (PythonFault fault)
        {
            throw Refusal(fault);
        }
    }

    private static Exception Refusal(PythonFault fault) => fault.Kind switch
    {
        "connection" => new UnreachableException(fault.Message),
        "python" => new TaskFailure(new PyDict { ["failed"] = true, ["msg"] = $"Unexpected failure during module execution: {fault.Message}", ["exception"] = fault.Trace, ["stdout"] = "" }),
        _ => new TaskFailure(fault.Message),
    };
}
