using Plumb.Operations.Model;

namespace Plumb.Operations.Services;

/// <summary>Starts, stops, enables and masks units of systemd, and has it read its files again.</summary>
internal sealed class SystemdOperation : IOperation
{
    public OperationSpec Spec { get; } = new("systemd", "Manage systemd units")
    {
        OtherNames = ["systemd_service"],
        Arguments =
        [
            new("name", ArgumentType.Text, "The unit's name") { Aliases = ["service", "unit"] },
            new("state", ArgumentType.Text, "What the unit is to do") { Choices = ["reloaded", "restarted", "started", "stopped"] },
            new("enabled", ArgumentType.Boolean, "Whether the unit starts with the system"),
            new("force", ArgumentType.Boolean, "Replace links that are in the way"),
            new("masked", ArgumentType.Boolean, "Whether the unit cannot be started at all"),
            new("daemon_reload", ArgumentType.Boolean, "Read all unit files again first") { Default = false, Aliases = ["daemon-reload"] },
            new("daemon_reexec", ArgumentType.Boolean, "Start systemd itself anew first") { Default = false, Aliases = ["daemon-reexec"] },
            new("scope", ArgumentType.Text, "Whose systemd is meant") { Default = "system", Choices = ["system", "user", "global"] },
            new("no_block", ArgumentType.Boolean, "Do not wait for the unit") { Default = false },
        ],
        RequiredOneOf = [["state", "enabled", "masked", "daemon_reload", "daemon_reexec"]],
        RequiredBy = [new("state", ["name"]), new("enabled", ["name"]), new("masked", ["name"])],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new SystemdRun(context).RunAsync(cancellation);
}
