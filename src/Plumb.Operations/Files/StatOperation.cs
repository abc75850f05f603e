using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files;

/// <summary>Tells what is at a path.</summary>
internal sealed class StatOperation : IOperation
{
    private static readonly Dictionary<char, string> AttributeNames = new()
    {
        ['A'] = "noatime",
        ['a'] = "append",
        ['c'] = "compressed",
        ['C'] = "nocow",
        ['d'] = "nodump",
        ['D'] = "dirsync",
        ['e'] = "extents",
        ['E'] = "encrypted",
        ['h'] = "blocksize",
        ['i'] = "immutable",
        ['I'] = "indexed",
        ['j'] = "journalled",
        ['N'] = "inline",
        ['s'] = "zero",
        ['S'] = "synchronous",
        ['t'] = "notail",
        ['T'] = "blockroot",
        ['u'] = "undelete",
        ['X'] = "compressedraw",
        ['Z'] = "compresseddirty",
    };

    public OperationSpec Spec { get; } = new("stat", "Retrieve file or file system status")
    {
        Arguments =
        [
            new("path", ArgumentType.Path, "The path to look at.") { Required = true, Aliases = ["dest", "name"] },
            new("follow", ArgumentType.Boolean, "Whether to follow a link.") { Default = false },
            new("get_md5", ArgumentType.Boolean, "Whether to return the MD5 of the file.") { Default = false },
            new("get_checksum", ArgumentType.Boolean, "Whether to return a checksum of the file.") { Default = true },
            new("get_mime", ArgumentType.Boolean, "Whether to ask file(1) for the kind of content.") { Default = true, Aliases = ["mime", "mime_type", "mime-type"] },
            new("get_attributes", ArgumentType.Boolean, "Whether to ask lsattr for attributes.") { Default = true, Aliases = ["attr", "attributes"] },
            new("checksum_algorithm", ArgumentType.Text, "The algorithm of the checksum.")
            {
                Default = "sha1",
                Choices = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"],
                Aliases = ["checksum", "checksum_algo"],
            },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var path = arguments.RequiredText("path");
        FileStatus? status;
        try
        {
            status = files.Status(path, arguments.Flag("follow"));
        }
        catch (HostException fault)
        {
            return OperationResult.Failure(fault.Message);
        }
        if (status is null && files.Look(HostPath.DirectoryName(path)) is { Kind: not FileKind.Directory }) return OperationResult.Failure("Not a directory");
        if (status is null) return Result(new MapBuilder { ["exists"] = false });
        var values = new MapBuilder { ["exists"] = true, ["path"] = path };
        StatusFields.AddTo(values, status);
        values["blocks"] = status.Blocks;
        values["block_size"] = status.BlockSize;
        values["device_type"] = (long)status.DeviceType;
        values["readable"] = files.Accessible(path, 4);
        values["writeable"] = files.Accessible(path, 2);
        values["executable"] = files.Accessible(path, 1);
        if (status.Kind == FileKind.SymbolicLink)
        {
            values["lnk_source"] = files.RealPath(path, context.Host.WorkingDirectory);
            values["lnk_target"] = files.ReadLink(path);
        }
        var accounts = new HostAccounts(context.Host);
        values.AddIfSet("pw_name", await accounts.UserNameAsync(status.UserId, cancellation).ConfigureAwait(false));
        values.AddIfSet("gr_name", await accounts.GroupNameAsync(status.GroupId, cancellation).ConfigureAwait(false));
        if (status.Kind == FileKind.File && files.Accessible(path, 4)) AddChecksums(values, arguments, files, path);
        if (arguments.Flag("get_mime")) await AddMimeAsync(values, context, path, cancellation).ConfigureAwait(false);
        if (arguments.Flag("get_attributes")) AddAttributes(values, context.Host, path);
        return Result(values);
    }

    private static OperationResult Result(MapBuilder status) => new() { Values = new MapBuilder { ["stat"] = status.Build() }.Build() };

    private static void AddChecksums(MapBuilder values, MapData arguments, IHostFiles files, string path)
    {
        if (arguments.Flag("get_md5")) values["md5"] = files.Digest(path, "md5");
        if (arguments.Flag("get_checksum")) values["checksum"] = files.Digest(path, arguments.RequiredText("checksum_algorithm"));
    }

    private static async ValueTask AddMimeAsync(MapBuilder values, OperationContext context, string path, CancellationToken cancellation)
    {
        values["mimetype"] = "unknown";
        values["charset"] = "unknown";
        if (await AskAsync(context, "file", ["--mime-type", "--mime-encoding", path], cancellation).ConfigureAwait(false) is not { } answer) return;
        var colon = answer.LastIndexOf(':');
        var parts = answer[(colon + 1)..].Split(';');
        if (colon < 0 || parts.Length != 2 || !parts[1].Contains('=', StringComparison.Ordinal)) return;
        values["mimetype"] = parts[0].Trim();
        values["charset"] = parts[1].Split('=')[1].Trim();
    }

    /// <summary>
    /// What <c>lsattr -vd</c> would say, asked of the file system itself. Where there is no lsattr nothing is said, as by the peer, and
    /// the same goes for all but files and folders, at which lsattr does not look.
    /// </summary>
    private static void AddAttributes(MapBuilder values, IHost host, string path)
    {
        values["version"] = DataValue.Null;
        values["attributes"] = ListData.Empty;
        values["attr_flags"] = "";
        if (host.Processes.Find("lsattr") is null || host.Files.StatusOrNull(path, follow: false) is not { Kind: FileKind.File or FileKind.Directory }) return;
        try
        {
            if (host.Files.Generation(path) is not { } generation || host.Files.Attributes(path) is not { } flags) return;
            values["version"] = PythonText.Str(generation);
            values["attr_flags"] = flags;
            values["attributes"] = DataValue.Of(flags.Where(AttributeNames.ContainsKey).Select(f => AttributeNames[f]));
        }
        catch (HostException)
        {
            // What only adds to the answer must not spoil it: a file that may not be read tells no flags.
        }
    }

    private static async ValueTask<string?> AskAsync(OperationContext context, string program, string[] arguments, CancellationToken cancellation)
    {
        if (context.Host.Processes.Find(program) is not { } found) return null;
        try
        {
            var outcome = await context.Host.Processes.RunAsync(new ProcessRequest(found, arguments) { ReadOnly = true }, cancellation).ConfigureAwait(false);
            return outcome.ExitCode == 0 ? outcome.OutputText() : null;
        }
        catch (HostException)
        {
            // What only adds to the answer must not spoil it.
            return null;
        }
    }
}
