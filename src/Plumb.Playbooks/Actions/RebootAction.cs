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
    private static readonly string[] _searchPaths = ["/sbin", "/bin", "/usr/sbin", "/usr/bin", "/usr/local/sbin"];
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    public string Name => "reboot";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "boot_time_command", "connect_timeout", "connect_timeout_sec", "msg", "post_reboot_delay", "post_reboot_delay_sec", "pre_reboot_delay", "pre_reboot_delay_sec", "reboot_command", "reboot_timeout", "reboot_timeout_sec", "search_paths", "test_command");
        if (context.ConnectionName == "local") return ResultValues.Failure("Running reboot with local connection would reboot the control node.", new("changed", false), new("elapsed", 0L), new("rebooted", false));
        if (context.Settings.Check) return new PyDict { ["changed"] = true, ["elapsed"] = 0L, ["rebooted"] = true };

        // Step 1: what is to differ afterwards.
        var bootCommand = context.Text("boot_time_command") is { Length: > 0 } given ? given : BootId;
        var before = await ShellAsync(context, bootCommand, cancellation).ConfigureAwait(false);
        if (before.Code != 0) return ResultValues.Failure(string.Create(CultureInfo.InvariantCulture, $"reboot: failed to get host boot time info, rc: {before.Code}, stdout: {before.Output}, stderr: {before.Error}"), new("reboot", false), new("changed", false));

        // Step 2: down.
        var clock = context.Services.Clock;
        var refused = await GoDownAsync(context, await CommandAsync(context, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        var began = clock.GetTimestamp();
        if (refused is not null) return ResultValues.Failure(refused, new("rebooted", false), new("elapsed", 0L), new("changed", false));
        await Task.Delay(TimeSpan.FromSeconds(Seconds(context, "post_reboot_delay", 0)), clock, cancellation).ConfigureAwait(false);

        // Step 3: up again.
        var waiting = context.Connecting(Seconds(context, "connect_timeout", 0));
        var fault = await HoldsAsync(waiting, "last boot time check", bootCommand, now => now.Code == 0 && now.Output.Length > 0 && now.Output != before.Output, cancellation).ConfigureAwait(false)
            ?? await HoldsAsync(waiting, "post-reboot test command", context.Text("test_command") ?? "whoami", now => now.Code == 0, cancellation).ConfigureAwait(false);
        var result = fault is null ? new PyDict { ["changed"] = true } : ResultValues.Failure(fault);
        result["rebooted"] = true;
        result["elapsed"] = (long)clock.GetElapsedTime(began).TotalSeconds;
        return result;
    }

    /// <summary>Why the host does not go down, or null: the connection goes with the host.</summary>
    private static async ValueTask<string?> GoDownAsync(ActionContext context, string command, CancellationToken cancellation)
    {
        try
        {
            var (code, output, error) = await ShellAsync(context, command, cancellation).ConfigureAwait(false);
            // A command that is killed has begun.
            return code <= 0 ? null : $"Reboot command failed. Error was: '{output}, {error}'";
        }
        catch (UnreachableException)
        {
            return null;
        }
    }

    private static async ValueTask<string> CommandAsync(ActionContext context, CancellationToken cancellation)
    {
        var given = context.Text("reboot_command");
        var isAlpine = given is null && await HostFact.FindAsync(context, "ansible_distribution", "distribution", cancellation).ConfigureAwait(false) == "Alpine";
        var words = (given ?? (isAlpine ? "reboot" : "shutdown")).Split(' ', 2);
        var minutes = (long)Math.Max(0, Seconds(context, "pre_reboot_delay", 0) / 60);
        var message = (context.Text("msg") ?? "Reboot initiated by Ansible").Replace("\"", "\\\"", StringComparison.Ordinal);
        var arguments = given is not null ? words.ElementAtOrDefault(1) ?? "" : isAlpine ? "" : string.Create(CultureInfo.InvariantCulture, $"-r {minutes} \"{message}\"");
        return $"{await ProgramAsync(context, words[0], cancellation).ConfigureAwait(false)} {arguments}".TrimEnd();
    }

    private static async ValueTask<string> ProgramAsync(ActionContext context, string name, CancellationToken cancellation)
    {
        if (name.StartsWith('/')) return name;
        var paths = context.Argument("search_paths") switch
        {
            PyList list => list,
            null => new PyList(_searchPaths),
            var text => new PyList(PyText.Str(text).Split(',').Select(object? (p) => p.Trim())),
        };
        var search = new PyDict { ["paths"] = paths, ["patterns"] = new PyList([name]), ["file_type"] = "any" };
        var found = await context.OperateAsync("find", search, cancellation).ConfigureAwait(false);
        return found.TryGet("files", out var files) && files is PyList { Count: > 0 } all && all.Items[0] is PyDict first ? ResultValues.Text(first, "path") ?? name
            : throw new TaskFailure($"Unable to find command \"{name}\" in search paths: {PyText.Repr(paths)}");
    }

    /// <summary>Asks until the answer is right; null then, else that the time is up.</summary>
    private static async ValueTask<string?> HoldsAsync(ActionContext context, string what, string command, Func<(long Code, string Output, string Error), bool> isRight, CancellationToken cancellation)
    {
        var clock = context.Services.Clock;
        var began = clock.GetTimestamp();
        var limit = TimeSpan.FromSeconds((long)Seconds(context, "reboot_timeout", 600));
        while (clock.GetElapsedTime(began) < limit)
        {
            try
            {
                if (isRight(await ShellAsync(context, command, cancellation).ConfigureAwait(false))) return null;
            }
            catch (UnreachableException)
            {
                // Not back yet.
            }
            await context.ResetConnection().ConfigureAwait(false);
            await Task.Delay(_pause, clock, cancellation).ConfigureAwait(false);
        }
        return string.Create(CultureInfo.InvariantCulture, $"Timed out waiting for {what} (timeout={limit.TotalSeconds:0})");
    }

    private static async ValueTask<(long Code, string Output, string Error)> ShellAsync(ActionContext context, string command, CancellationToken cancellation)
    {
        var values = await context.OperateAsync("shell", new PyDict { [TaskConfig.FreeText] = command }, cancellation).ConfigureAwait(false);
        var code = values.TryGet("rc", out var number) && number is long ended ? ended : ResultValues.IsSet(values, "failed") ? 1 : 0;
        return (code, (ResultValues.Text(values, "stdout") ?? "").Trim(), (ResultValues.Text(values, "stderr") ?? ResultValues.Text(values, "msg") ?? "").Trim());
    }

    private static double Seconds(ActionContext context, string name, double otherwise) =>
        (context.Argument(name) ?? context.Argument(name + "_sec")) is { } value && double.TryParse(PyText.Str(value), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
