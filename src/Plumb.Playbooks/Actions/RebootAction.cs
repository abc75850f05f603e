using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Reboots the host and waits until it is back: another boot than before, and a command that works.</summary>
internal sealed class RebootAction : IAction
{
    private const string BootId = "cat /proc/sys/kernel/random/boot_id";

    public string Name => "reboot";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "boot_time_command", "connect_timeout", "connect_timeout_sec", "msg", "post_reboot_delay", "post_reboot_delay_sec", "pre_reboot_delay", "pre_reboot_delay_sec", "reboot_command", "reboot_timeout", "reboot_timeout_sec", "search_paths", "test_command");
        if (context.ConnectionName == "local") return ResultValues.Failure("Running reboot with local connection would reboot the control node.", new("changed", false), new("elapsed", 0L), new("rebooted", false));
        if (context.Settings.Check) return new PyDict { ["changed"] = true, ["elapsed"] = 0L, ["rebooted"] = true };
        var clock = context.Services.Clock;
        var started = clock.GetTimestamp();
        var bootCommand = context.Text("boot_time_command") ?? BootId;
        var before = await ShellAsync(context, bootCommand, cancellation).ConfigureAwait(false);
        var limit = TimeSpan.FromSeconds(Seconds(context, "reboot_timeout", 600));
        try
        {
            await ShellAsync(context, RebootCommand(context), cancellation).ConfigureAwait(false);
        }
        catch (UnreachableException)
        {
            // The connection goes down with the host.
        }
        await Task.Delay(TimeSpan.FromSeconds(Seconds(context, "post_reboot_delay", 0)), clock, cancellation).ConfigureAwait(false);
        if (await BackAsync(context, bootCommand, before, limit, started, cancellation).ConfigureAwait(false) is { } fault)
            return ResultValues.Failure(fault, new("rebooted", true), new("elapsed", (long)clock.GetElapsedTime(started).TotalSeconds));
        return new PyDict { ["changed"] = true, ["rebooted"] = true, ["elapsed"] = (long)clock.GetElapsedTime(started).TotalSeconds };
    }

    private static string RebootCommand(ActionContext context)
    {
        if (context.Text("reboot_command") is { } command) return command;
        var minutes = (long)Math.Max(0, Seconds(context, "pre_reboot_delay", 0) / 60);
        var message = (context.Text("msg") ?? "Reboot initiated by Ansible").Replace("'", "'\\''", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"PATH=$PATH:/sbin:/usr/sbin:/usr/local/sbin; shutdown -r {minutes} '{message}' || reboot");
    }

    private static async ValueTask<string?> BackAsync(ActionContext context, string bootCommand, string before, TimeSpan limit, long started, CancellationToken cancellation)
    {
        var clock = context.Services.Clock;
        while (clock.GetElapsedTime(started) < limit)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellation).ConfigureAwait(false);
            try
            {
                await context.ResetConnection().ConfigureAwait(false);
                if (await ShellAsync(context, bootCommand, cancellation).ConfigureAwait(false) == before) continue;
                await ShellAsync(context, context.Text("test_command") ?? "whoami", cancellation).ConfigureAwait(false);
                return null;
            }
            catch (Exception fault) when (fault is UnreachableException or TaskFailure)
            {
                // Not back yet.
            }
        }
        return string.Create(CultureInfo.InvariantCulture, $"Timed out waiting for last boot time check (timeout={limit.TotalSeconds:0})");
    }

    private static async ValueTask<string> ShellAsync(ActionContext context, string command, CancellationToken cancellation)
    {
        var values = await context.OperateAsync("shell", new PyDict { [TaskConfig.FreeText] = command }, cancellation).ConfigureAwait(false);
        if (ResultValues.IsSet(values, "failed")) throw new TaskFailure($"{command}: {ResultValues.Text(values, "msg")} {ResultValues.Text(values, "stderr")}");
        return ResultValues.Text(values, "stdout") ?? "";
    }

    private static double Seconds(ActionContext context, string name, double otherwise) =>
        (context.Argument(name) ?? context.Argument(name + "_sec")) is { } value && double.TryParse(PyText.Str(value), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
