using Plumb.Operations.Model;

namespace Plumb.Operations.Administration;

/// <summary>Manages jobs and variables of crontabs, a user's or files of the system's.</summary>
internal sealed class CronOperation : IOperation
{
    public OperationSpec Spec { get; } = new("cron", "Manage cron.d and crontab entries")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The job's description, by which it is found again, or the variable's name") { Required = true },
            new("user", ArgumentType.Text, "Whose crontab, or as whom a job of a file runs"),
            new("job", ArgumentType.Text, "The command, or the variable's value") { Aliases = ["value"] },
            new("state", ArgumentType.Text, "Whether the entry is to be there") { Default = "present", Choices = ["present", "absent"] },
            new("cron_file", ArgumentType.Path, "A file in /etc/cron.d, or an absolute path, instead of a user's crontab"),
            new("backup", ArgumentType.Boolean, "Keep a copy of what was there") { Default = false },
            new("minute", ArgumentType.Text, "The minutes") { Default = "*" },
            new("hour", ArgumentType.Text, "The hours") { Default = "*" },
            new("day", ArgumentType.Text, "The days of the month") { Default = "*", Aliases = ["dom"] },
            new("month", ArgumentType.Text, "The months") { Default = "*" },
            new("weekday", ArgumentType.Text, "The days of the week") { Default = "*", Aliases = ["dow"] },
            new("special_time", ArgumentType.Text, "A time by its name") { Choices = ["reboot", "yearly", "annually", "monthly", "weekly", "daily", "hourly"] },
            new("disabled", ArgumentType.Boolean, "Leave the job in as a comment") { Default = false },
            new("env", ArgumentType.Boolean, "Manage a variable rather than a job") { Default = false },
            new("insertafter", ArgumentType.Text, "The variable after which a new one comes"),
            new("insertbefore", ArgumentType.Text, "The variable before which a new one comes"),
        ],
        MutuallyExclusive = [["insertafter", "insertbefore"]],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new CronRun(context).RunAsync(cancellation);
}
