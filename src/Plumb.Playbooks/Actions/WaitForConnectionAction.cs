using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Actions;

/// <summary>Waits until the host can be reached and works.</summary>
internal sealed class WaitForConnectionAction : IAction
{
    public string Name => "wait_for_connection";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "connect_timeout", "delay", "sleep", "timeout");
        if (context.Settings.Check) return new PyDict { ["skipped"] = true };
        var clock = context.Services.Clock;
        var started = clock.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(Seconds(context, "delay", 0)), clock, cancellation).ConfigureAwait(false);
        var fault = await HostWait.ForAsync(context.Connecting(Seconds(context, "connect_timeout", 5)), TimeSpan.FromSeconds(Seconds(context, "timeout", 600)), TimeSpan.FromSeconds(Seconds(context, "sleep", 1)), cancellation).ConfigureAwait(false);
        var result = fault is null ? new PyDict { ["changed"] = false } : ResultValues.Failure($"timed out waiting for ping module test: {fault}");
        result["elapsed"] = (long)clock.GetElapsedTime(started).TotalSeconds;
        return result;
    }

    private static double Seconds(ActionContext context, string name, double otherwise) => context.Argument(name) switch { long number => number, double number => number, string text when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number, _ => otherwise };
}

/// <summary>Asks a host again and again until it answers.</summary>
internal static class HostWait
{
    /// <summary>Null once the host answers; what was wrong last where the time is up.</summary>
    public static async ValueTask<string?> ForAsync(ActionContext context, TimeSpan limit, TimeSpan between, CancellationToken cancellation)
    {
        var clock = context.Services.Clock;
        var started = clock.GetTimestamp();
        while (true)
        {
            string fault;
            try
            {
                await context.ResetConnection().ConfigureAwait(false);
                var answer = await context.OperateAsync("ping", new PyDict(), cancellation).ConfigureAwait(false);
                if (ResultValues.Text(answer, "ping") == "pong") return null;
                fault = ResultValues.Text(answer, "msg") ?? "ping test failed";
            }
            catch (UnreachableException lost)
            {
                fault = lost.Message;
            }
            if (clock.GetElapsedTime(started) >= limit) return fault;
            await Task.Delay(between, clock, cancellation).ConfigureAwait(false);
        }
    }
}
