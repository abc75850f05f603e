using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Copying;

/// <summary>
/// Puts a file in place. Its content is the one source of the request, whose name is what results and differences call it; with
/// <c>remote_src</c> it is a path of the host, which may be a folder. The controller sends one request for each file of a folder of its
/// own, with the path below that folder in <c>_original_basename</c>. One request does what takes the peer a look, a transfer and a
/// module: content that is there already only has its owner and mode set.
/// </summary>
internal sealed class CopyOperation : IOperation
{
    public OperationSpec Spec { get; } = new("copy", "Copy files to remote locations")
    {
        FileArguments = true,
        NameInMessages = "ansible.legacy.copy",
        Arguments =
        [
            new("src", ArgumentType.Path, "The file to copy."),
            new("_original_basename", ArgumentType.Text, "The name that the file gets in a folder."),
            new("content", ArgumentType.Text, "The content, instead of a file.") { NoLog = true, IsContent = true },
            new("dest", ArgumentType.Path, "Where the file is to be.") { Required = true },
            new("backup", ArgumentType.Boolean, "Keep a copy of the file as it was.") { Default = false },
            new("force", ArgumentType.Boolean, "Replace a file that differs.") { Default = true },
            new("validate", ArgumentType.Text, "A command that judges the new file, given as %s."),
            new("directory_mode", ArgumentType.Raw, "The permissions of folders that are created."),
            new("remote_src", ArgumentType.Boolean, "Whether the source is on the host."),
            new("local_follow", ArgumentType.Boolean, "Whether links in the source are followed."),
            new("checksum", ArgumentType.Text, "The SHA-1 that the content must have."),
            new("follow", ArgumentType.Boolean, "Whether a link at the destination is followed.") { Default = false },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        if (context.Request.Sources.Count > 0)
        {
            return await new SentCopy(context, context.Request.Sources[0]).RunAsync(cancellation).ConfigureAwait(false);
        }
        var (arguments, files) = (context.Arguments, context.Host.Files);
        if (arguments.Text("src") is not { } path) throw new OperationException("src (or content) is required");
        if (!files.Exists(path)) throw new OperationException($"Source {path} not found");
        if (!files.Accessible(path, 4)) throw new OperationException($"Source {path} not readable");
        if (!files.IsFile(path) && !files.IsDirectory(path)) throw new OperationException($"Cannot copy invalid source '{path}': not a file");
        return await new Placement(context, new HostSource(files, path)).RunAsync(cancellation).ConfigureAwait(false);
    }
}
