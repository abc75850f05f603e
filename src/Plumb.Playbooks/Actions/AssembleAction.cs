using System.Text;
using System.Text.RegularExpressions;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Puts a file together from a folder's fragments: on the host, or here before it is sent.</summary>
internal sealed class AssembleAction : IAction
{
    private static readonly string[] OwnArguments = ["src", "delimiter", "regexp", "remote_src", "ignore_hidden", "decrypt"];

    public string Name => "assemble";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        if (context.Text("src") is not { } source || context.Text("dest") is not { } target) throw new TaskFailure("src and dest are required");
        if (context.Flag("remote_src", otherwise: true))
        {
            var onHost = context.Arguments.Copy();
            onHost.Remove("decrypt");
            return await context.OperateAsync("assemble", onHost, cancellation).ConfigureAwait(false);
        }
        var folder = ControllerFile.Find(context, source, "files");
        if (!Directory.Exists(folder)) throw new TaskFailure($"Source ({folder}) is not a directory");
        var content = await AssembledAsync(context, folder, cancellation).ConfigureAwait(false);
        var arguments = context.Arguments.Copy();
        foreach (var name in OwnArguments) arguments.Remove(name);
        var result = await CopyAction.SendAsync(context with { Arguments = arguments }, ControllerFile.Of(content, folder), Path.GetFileName(target), target, cancellation).ConfigureAwait(false);
        // There is one file only, and so one difference.
        if (result.TryGet("diff", out var differences) && differences is PyList { Items: [var only] }) result["diff"] = only;
        return result;
    }

    private static async ValueTask<byte[]> AssembledAsync(ActionContext context, string folder, CancellationToken cancellation)
    {
        var pattern = context.Text("regexp") is { } expression ? new Regex(expression, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) : null;
        var delimiter = context.Text("delimiter") is { Length: > 0 } given ? Encoding.UTF8.GetBytes(Regex.Unescape(given)) : null;
        var ignoresHidden = context.Flag("ignore_hidden");
        using var result = new MemoryStream();
        var endsLine = true;
        var isFirst = true;
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if ((pattern is not null && !pattern.IsMatch(name)) || (ignoresHidden && name.StartsWith('.'))) continue;
            var content = await ControllerFile.OpenAsync(context, path, path, context.Flag("decrypt", otherwise: true), cancellation).ConfigureAwait(false);
            if (!isFirst && !endsLine) result.WriteByte((byte)'\n');
            if (!isFirst && delimiter is not null)
            {
                result.Write(delimiter);
                if (delimiter[^1] != (byte)'\n') result.WriteByte((byte)'\n');
            }
            var stream = content.Open();
            await using (stream.ConfigureAwait(false)) await stream.CopyToAsync(result, cancellation).ConfigureAwait(false);
            endsLine = result.Length == 0 || result.GetBuffer()[result.Length - 1] == (byte)'\n';
            isFirst = false;
        }
        return result.ToArray();
    }
}
