using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Waits for some time, or for the user to go on or give an answer.</summary>
internal sealed class PauseAction : IAction
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    public string Name => "pause";

    public bool RunsOnce => true;

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "echo", "minutes", "prompt", "seconds");
        var seconds = Seconds(context);
        var echoes = context.Flag("echo", otherwise: true);
        var prompt = $"[{context.Task.Config.Keywords["name"]?.Value as string ?? "pause"}]\n{(context.Text("prompt") is { } text ? text + (echoes ? ":" : " (output is hidden):") : "Press enter to continue, Ctrl+C to interrupt" + (echoes ? ":" : " (output is hidden):"))}";
        var started = context.Services.Clock.GetLocalNow();
        var answer = "";
        if (seconds is { } time)
        {
            var shown = context.Text("prompt");
            context.Services.Output.Line($"Pausing for {time.ToString(CultureInfo.InvariantCulture)} seconds{(shown is null ? "" : $"\n{prompt}")}");
            if (!await context.Services.Prompt.PauseAsync("(ctrl+C then 'C' = continue early, ctrl+C then 'A' = abort)\r", TimeSpan.FromSeconds(Math.Max(time, 1)), cancellation).ConfigureAwait(false)) throw new TaskFailure("user requested abort!");
        }
        else if (context.Services.Prompt.IsInteractive)
        {
            answer = await context.Services.Prompt.AskAsync(prompt + "\r", !echoes, cancellation).ConfigureAwait(false) ?? "";
        }
        else
        {
            context.Services.Output.Line(prompt);
            context.Services.Output.Warn("Not waiting for response to prompt as stdin is not interactive");
        }
        return Result(context, started, seconds, answer, echoes);
    }

    private static PyDict Result(ActionContext context, DateTimeOffset started, long? seconds, string answer, bool echoes)
    {
        var ended = context.Services.Clock.GetLocalNow();
        var took = (ended - started).TotalSeconds;
        var isMinutes = context.Arguments.ContainsKey("minutes") || seconds is null;
        var shown = isMinutes ? took / 60 : took;
        return new PyDict
        {
            ["changed"] = false,
            ["rc"] = 0L,
            ["stderr"] = "",
            ["stdout"] = $"Paused for {PyText.Str(Math.Round(shown, 2))} {(isMinutes ? "minutes" : "seconds")}",
            ["start"] = started.ToString(TimeFormat, CultureInfo.InvariantCulture),
            ["stop"] = ended.ToString(TimeFormat, CultureInfo.InvariantCulture),
            ["delta"] = (long)took,
            ["echo"] = echoes,
            ["user_input"] = answer,
        };
    }

    private static long? Seconds(ActionContext context)
    {
        foreach (var (name, factor) in new[] { ("minutes", 60L), ("seconds", 1L) })
        {
            if (context.Argument(name) is not { } value) continue;
            if (double.TryParse(PyText.Str(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return (long)(number * factor);
            throw new TaskFailure(ResultValues.Failure($"non-integer value given for prompt duration:\ninvalid literal for int() with base 10: {PyText.Repr(value)}"));
        }
        return null;
    }
}
