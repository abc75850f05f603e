using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Sends an archive to the host and unpacks it there.</summary>
internal sealed class UnarchiveAction : IAction
{
    public string Name => "unarchive";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        if (context.Arguments.ContainsKey("copy") && context.Arguments.ContainsKey("remote_src")) throw new TaskFailure("parameters are mutually exclusive: ('copy', 'remote_src')");
        if (context.Text("src") is not { } source || !context.Arguments.ContainsKey("dest")) throw new TaskFailure("src (or content) and dest are required");
        var arguments = context.Arguments.Copy();
        var isRemote = context.Arguments.ContainsKey("copy") ? !context.Flag("copy", otherwise: true) : context.Flag("remote_src");
        arguments.Remove("copy");
        arguments.Remove("decrypt");
        if (isRemote || source.Contains("://", StringComparison.Ordinal))
        {
            arguments["remote_src"] = true;
            return await context.OperateAsync("unarchive", arguments, cancellation).ConfigureAwait(false);
        }
        var path = ControllerFile.Find(context, source, "files");
        var content = await ControllerFile.OpenAsync(context, path, path, context.Flag("decrypt", otherwise: true), cancellation).ConfigureAwait(false);
        return await context.OperateAsync("unarchive", arguments, [content], null, cancellation).ConfigureAwait(false);
    }
}
