using Plumb.Operations.Model;

namespace Plumb.Operations.Services;

/// <summary>Manages services that are init scripts.</summary>
internal sealed class SysvinitOperation : IOperation
{
    public OperationSpec Spec { get; } = new("sysvinit", "Manage SysV services")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The service's name") { Required = true, Aliases = ["service"] },
            new("state", ArgumentType.Text, "What the service is to do") { Choices = ["started", "stopped", "restarted", "reloaded"] },
            new("enabled", ArgumentType.Boolean, "Whether the service starts with the system"),
            new("sleep", ArgumentType.Integer, "Seconds after stopping and after starting on a restart") { Default = 1 },
            new("pattern", ArgumentType.Text, "A part of the running service's command line, where it has no status"),
            new("runlevels", ArgumentType.List, "The run levels to be enabled in") { Elements = ArgumentType.Text },
            new("arguments", ArgumentType.Text, "Further arguments for the script") { Aliases = ["args"] },
            new("daemonize", ArgumentType.Boolean, "Run a script in the background that does not go there itself") { Default = false },
        ],
        RequiredOneOf = [["state", "enabled"]],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new SysvinitRun(context).RunAsync(cancellation);
}
