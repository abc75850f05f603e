using Plumb.Jinja.Values;
using Plumb.Operations.Model;

namespace Plumb.Playbooks.Actions;

/// <summary>Asks a web server from the host. A body in a file of the controller is sent along.</summary>
internal sealed class UriAction : IAction
{
    public string Name => "uri";

    public bool SupportsAsync => true;

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        if (context.Text("src") is not { } source || context.Flag("remote_src")) return await context.OperateAsync("uri", context.Arguments, cancellation).ConfigureAwait(false);
        var path = ControllerFile.Find(context, source, "files");
        IReadOnlyList<SourceContent> sources = [await ControllerFile.OpenAsync(context, path, source, context.Flag("decrypt", otherwise: true), cancellation).ConfigureAwait(false)];
        return await context.OperateAsync("uri", context.Arguments, sources, null, cancellation).ConfigureAwait(false);
    }
}
