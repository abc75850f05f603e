using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Network.Waiting;

/// <summary>Waits until a port answers or a file is there, until they are gone, or until no one is connected any more.</summary>
internal sealed class WaitForOperation : IOperation
{
    public OperationSpec Spec { get; } = new("wait_for", "Waits for a condition before continuing")
    {
        CheckMode = CheckMode.None,
        Arguments =
        [
            new("host", ArgumentType.Text, "The host of the port.") { Default = "127.0.0.1" },
            new("timeout", ArgumentType.Integer, "Seconds to wait at most.") { Default = 300 },
            new("connect_timeout", ArgumentType.Integer, "Seconds to wait for one connection.") { Default = 5 },
            new("delay", ArgumentType.Integer, "Seconds to wait before the first look.") { Default = 0 },
            new("port", ArgumentType.Integer, "The port."),
            new("active_connection_states", ArgumentType.List, "The states of connections that count.")
            {
                Elements = ArgumentType.Text,
                Default = (string[])["ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2", "SYN_RECV", "SYN_SENT", "TIME_WAIT"],
            },
            new("path", ArgumentType.Path, "The file."),
            new("search_regex", ArgumentType.Text, "What the file or what the port sends must match."),
            new("state", ArgumentType.Text, "What is waited for.") { Default = "started", Choices = ["absent", "drained", "present", "started", "stopped"] },
            new("exclude_hosts", ArgumentType.List, "Hosts whose connections do not count.") { Elements = ArgumentType.Text },
            new("sleep", ArgumentType.Integer, "Seconds between two looks.") { Default = 1 },
            new("msg", ArgumentType.Text, "What is said if the time is over."),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        Require(arguments);
        var wait = new Wait(context);
        await wait.DelayAsync(arguments.Integer("delay") ?? 0, cancellation).ConfigureAwait(false);
        var (path, port, state) = (arguments.Text("path"), arguments.Integer("port") ?? 0, arguments.RequiredText("state"));
        var pattern = arguments.Text("search_regex") is { } text ? PythonPattern.Compile(ByteText.FromText(text), RegexOptions.Multiline, bytes: true) : null;
        var condition = state switch
        {
            "drained" => new DrainedCondition(context),
            _ when port == 0 && path is null => null,
            "absent" or "stopped" => path is not null ? new AbsentFile(context, path) : new ClosedPort(context, port),
            _ => path is not null ? new PresentFile(context, path, pattern) : (WaitCondition)new OpenPort(context, port, pattern),
        };
        if (condition is null) await wait.DelayAsync(arguments.Integer("timeout") ?? 0, cancellation).ConfigureAwait(false);
        else await wait.ForAsync(condition, cancellation).ConfigureAwait(false);
        return new OperationResult
        {
            Values = new MapBuilder
            {
                ["state"] = state,
                ["port"] = arguments["port"] ?? DataValue.Null,
                ["search_regex"] = arguments.Text("search_regex"),
                ["match_groups"] = condition?.Groups ?? ListData.Empty,
                ["match_groupdict"] = condition?.NamedGroups ?? MapData.Empty,
                ["path"] = path,
                ["elapsed"] = wait.Elapsed,
            }.Build(),
        };
    }

    private static void Require(MapData arguments)
    {
        var (path, state) = (arguments.Text("path"), arguments.Text("state"));
        if (path is not null && (arguments.Integer("port") ?? 0) != 0) throw Failure("port and path parameter can not both be passed to wait_for");
        if (path is not null && state == "stopped") throw Failure("state=stopped should only be used for checking a port in the wait_for module");
        if (path is not null && state == "drained") throw Failure("state=drained should only be used for checking a port in the wait_for module");
        if (arguments["exclude_hosts"] is ListData && state != "drained") throw Failure("exclude_hosts should only be with state=drained");
        foreach (var name in arguments.Texts("active_connection_states"))
        {
            if (!DrainedCondition.States.ContainsKey(name)) throw Failure($"unknown active_connection_state ({name}) defined");
        }
    }

    private static OperationException Failure(string message) => new(message, new MapBuilder { ["elapsed"] = 0 }.Build());
}
