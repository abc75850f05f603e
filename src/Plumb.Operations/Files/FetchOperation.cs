using Plumb.Operations.Data;
using Plumb.Operations.Hashing;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files;

/// <summary>
/// The host's half of fetch: sends a file to the controller unless it has it already. The controller says in <c>_checksum</c> what it
/// has in the place of the file; a result that is changed means that the content was sent.
/// </summary>
internal sealed class FetchOperation : IOperation
{
    private const int PieceSize = 64 * 1024;

    public OperationSpec Spec { get; } = new("fetch", "Fetch files from remote nodes")
    {
        CheckMode = CheckMode.None,
        SkippedMessage = "check mode not (yet) supported for this module",
        Arguments =
        [
            new("src", ArgumentType.Path, "The file to fetch.") { Required = true },
            new("dest", ArgumentType.Text, "Where the controller keeps it.") { Required = true },
            new("fail_on_missing", ArgumentType.Boolean, "Fail where the file cannot be read.") { Default = true },
            new("validate_checksum", ArgumentType.Boolean, "Compare the checksums afterwards.") { Default = true },
            new("flat", ArgumentType.Boolean, "Do not append the host and path to the destination.") { Default = false },
            new("_checksum", ArgumentType.Text, "The SHA-1 of what the controller has."),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var source = arguments.RequiredText("src");
        if (files.IsDirectory(source)) return Directory(arguments);
        try
        {
            var (checksum, md5) = Digests(files, source);
            var values = new MapBuilder { ["file"] = source, ["checksum"] = checksum, ["md5sum"] = md5 }.Build();
            if (checksum == arguments.Text("_checksum")) return new OperationResult { Values = values };
            await SendAsync(context, source, cancellation).ConfigureAwait(false);
            return new OperationResult { Changed = true, Values = values };
        }
        catch (HostException fault)
        {
            return Unreadable(arguments, source, fault);
        }
    }

    private static OperationResult Directory(MapData arguments)
    {
        const string message = "remote file is a directory, fetch cannot work on directories";
        return arguments.Flag("fail_on_missing")
            ? OperationResult.Failure(message)
            : new OperationResult { Message = message + ", not transferring, ignored" };
    }

    private static OperationResult Unreadable(MapData arguments, string source, HostException fault)
    {
        var message = fault.Error switch
        {
            "ENOENT" => "the remote file does not exist, not transferring, ignored",
            "EACCES" => "file is not readable: " + source,
            _ => "unable to slurp file: " + SystemErrors.Python(fault, source, bytes: false),
        };
        if (arguments.Flag("fail_on_missing")) return OperationResult.Failure(message);
        return new OperationResult { Message = fault.Error == "ENOENT" ? message : null, Values = new MapBuilder { ["file"] = source }.Build() };
    }

    private static (string Checksum, string Md5) Digests(IHostFiles files, string path)
    {
        using var stream = new DigestingStream(files.OpenRead(path), "sha1", "md5");
        stream.CopyTo(Stream.Null, PieceSize);
        var digests = stream.Finish();
        return (digests[0], digests[1]);
    }

    private static async ValueTask SendAsync(OperationContext context, string path, CancellationToken cancellation)
    {
        if (context.SendContent is not { } send) throw new OperationException("The controller does not take the content of the file.");
        using var stream = context.Host.Files.OpenRead(path);
        var piece = new byte[PieceSize];
        while (await stream.ReadAsync(piece, cancellation).ConfigureAwait(false) is var count && count > 0)
        {
            await send(piece.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }
    }
}
