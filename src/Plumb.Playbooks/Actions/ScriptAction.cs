using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Sends a script of the controller to the host and runs it there.</summary>
internal sealed class ScriptAction : IAction
{
    public string Name => "script";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        if (!context.Arguments.ContainsKey(TaskConfig.FreeText) && !context.Arguments.ContainsKey("cmd"))
            throw TaskFailure.OfAction("one of the following is required: _raw_params, cmd", TaskFailure.NoCause);
        var line = (context.Text(TaskConfig.FreeText) ?? context.Text("cmd") ?? "").Trim();
        if (ArgumentWords.Find(line) is not [var first, ..]) throw new TaskFailure("The script to run has to be named.");
        var path = ControllerFile.Find(context, ArgumentWords.Unquote(line[first]), "files");
        var source = await ControllerFile.OpenAsync(context, path, path, context.Flag("decrypt", otherwise: true), cancellation).ConfigureAwait(false);
        var arguments = context.Arguments.Copy();
        arguments.Remove("cmd");
        arguments[TaskConfig.FreeText] = line;
        var values = await context.OperateAsync("script", arguments, [source], null, cancellation).ConfigureAwait(false);
        // A script that fails is a failure of the action, which the peer shows a line more for.
        if (values.TryGet("rc", out var code) && code is not 0L) values["exception"] = TaskFailure.NoCause;
        return values;
    }
}
