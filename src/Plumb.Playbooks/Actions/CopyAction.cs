using System.Globalization;
using System.Text;
using Plumb.Jinja.Values;
using Plumb.Operations.Model;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Actions;

/// <summary>Sends a file, the files of a folder, or given content to the host; what is there already does not travel.</summary>
internal sealed class CopyAction : IAction
{
    /// <summary>What a content that stands in the task is called, as the peer calls the file that it makes of it.</summary>
    public const string GivenContent = ".ansible_content";

    public string Name => "copy";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var (source, content, target) = (context.Text("src"), context.Argument("content"), context.Text("dest"));
        if (source is null && content is null) return ResultValues.Failure("src (or content) is required");
        if (target is null) return ResultValues.Failure("dest is required");
        if (source is not null && content is not null) return ResultValues.Failure("src and content are mutually exclusive");
        if (content is not null && target.EndsWith('/')) return ResultValues.Failure("can not use content with a dir as dest");
        if (content is not null)
        {
            // The peer writes it to a file that only its user can read, whose mode is the one that is kept.
            var kept = context.Text("mode") == "preserve" ? "0600" : null;
            return await SendAsync(context, ControllerFile.Of(Encoding.UTF8.GetBytes(TextOf(content)), GivenContent), null, target, cancellation, kept).ConfigureAwait(false);
        }
        if (context.Flag("remote_src")) return await context.OperateAsync("copy", WithoutController(context.Arguments), cancellation).ConfigureAwait(false);
        var path = ControllerFile.Find(context, source ?? "", "files");
        if (Directory.Exists(path)) return await new FolderCopy(context, path, (source ?? "").EndsWith('/'), target).RunAsync(cancellation).ConfigureAwait(false);
        var file = await ControllerFile.OpenAsync(context, path, path, context.Flag("decrypt", otherwise: true), cancellation).ConfigureAwait(false);
        var values = await SendAsync(context, file, null, target, cancellation, ModeOf(context, path)).ConfigureAwait(false);
        return values;
    }

    /// <summary>Sends one content. The name is the path below the folder that is copied, where one is.</summary>
    public static ValueTask<PyDict> SendAsync(ActionContext context, SourceContent source, string? name, string target, CancellationToken cancellation, string? mode = null)
    {
        var arguments = WithoutController(context.Arguments);
        arguments["dest"] = target;
        arguments["_original_basename"] = name ?? Path.GetFileName(source.Name);
        arguments.Remove("src");
        if (mode is not null) arguments["mode"] = mode;
        return context.OperateAsync("copy", arguments, [source], null, cancellation);
    }

    /// <summary>The mode of the controller's file, where it is to be kept.</summary>
    public static string? ModeOf(ActionContext context, string path)
    {
        if (context.Text("mode") != "preserve" || OperatingSystem.IsWindows()) return null;
        return "0" + Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(3, '0').ToString(CultureInfo.InvariantCulture);
    }

    private static PyDict WithoutController(PyDict arguments)
    {
        var copy = arguments.Copy();
        foreach (var name in new[] { "decrypt", "content" }) copy.Remove(name);
        return copy;
    }

    /// <summary>Content that is data is written as JSON.</summary>
    private static string TextOf(object? content) => content is PyDict or PyList ? ResultJson.Write(content, sort: false) : PyText.Str(content);
}
