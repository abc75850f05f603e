using System.Security.Cryptography;
using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Brings a file of the host to the controller, into a folder of the host's name unless told otherwise.</summary>
internal sealed class FetchAction : IAction
{
    public string Name => "fetch";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        if (context.Settings.Check) return new PyDict { ["skipped"] = true, ["msg"] = "check mode not (yet) supported for this module" };
        if (context.Text("src") is not { } source || context.Text("dest") is not { } written) throw new TaskFailure("src and dest are required");
        if (context.Argument("src") is not string) throw new TaskFailure("Invalid type supplied for source option, it must be a string");
        if (context.Argument("dest") is not string) throw new TaskFailure("Invalid type supplied for dest option, it must be a string");
        var target = TargetOf(context, source, written);
        var (checksum, md5) = File.Exists(target) ? await DigestsAsync(target, cancellation).ConfigureAwait(false) : (null, null);
        var arguments = context.Arguments.Copy();
        arguments["_checksum"] = checksum;
        var part = target + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? "/");
        try
        {
            var values = await ReceiveAsync(context, arguments, part, cancellation).ConfigureAwait(false);
            if (ResultValues.IsSet(values, "failed") || !values.ContainsKey("checksum")) return values;
            values.Remove("file", out var file);
            if (!ResultValues.IsSet(values, "changed"))
            {
                values["file"] = file;
                values["dest"] = target;
                values["md5sum"] = md5;
                values["checksum"] = checksum;
                return values;
            }
            File.Move(part, target, overwrite: true);
            return await TransferredAsync(values, target, cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async ValueTask<PyDict> ReceiveAsync(ActionContext context, PyDict arguments, string part, CancellationToken cancellation)
    {
        FileStream? stream = null;
        try
        {
            var events = new OperationEvents
            {
                Content = async (piece, token) =>
                {
                    stream ??= new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None);
                    await stream.WriteAsync(piece, token).ConfigureAwait(false);
                },
            };
            var values = await context.OperateAsync("fetch", arguments, [], events, cancellation).ConfigureAwait(false);
            // An empty file is sent in no pieces.
            if (stream is null && ResultValues.IsSet(values, "changed")) await File.WriteAllBytesAsync(part, [], cancellation).ConfigureAwait(false);
            return values;
        }
        finally
        {
            if (stream is not null) await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<PyDict> TransferredAsync(PyDict values, string target, CancellationToken cancellation)
    {
        var (checksum, md5) = await DigestsAsync(target, cancellation).ConfigureAwait(false);
        var expected = ResultValues.Text(values, "checksum");
        if (checksum != expected)
        {
            return ResultValues.Failure("checksum mismatch", new("file", ResultValues.Text(values, "file")), new("dest", target), new("remote_md5sum", null), new("md5sum", md5), new("checksum", checksum), new("remote_checksum", expected));
        }
        return new PyDict { ["changed"] = true, ["md5sum"] = md5, ["dest"] = target, ["remote_md5sum"] = null, ["checksum"] = checksum, ["remote_checksum"] = expected };
    }

    private static string TargetOf(ActionContext context, string source, string written)
    {
        var folder = context.Batch.Play.Config.Folder;
        if (!context.Flag("flat")) return Path.GetFullPath(Path.Combine(Full(written, folder), context.Host, source.TrimStart('/')));
        if (written.EndsWith('/')) return Path.GetFullPath(Path.Combine(Full(written, folder), Path.GetFileName(source)));
        if (Directory.Exists(Full(written, folder))) throw new TaskFailure("dest is an existing directory, use a trailing slash if you want to fetch src into that directory");
        return Full(written, folder);
    }

    private static string Full(string path, string folder) => Path.GetFullPath(path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path, folder);

    private static async ValueTask<(string Sha1, string Md5)> DigestsAsync(string path, CancellationToken cancellation)
    {
        var content = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
#pragma warning disable CA5350, CA5351 // The checksums that results have always had; nothing depends on them for security.
        return (Convert.ToHexStringLower(SHA1.HashData(content)), Convert.ToHexStringLower(MD5.HashData(content)));
#pragma warning restore CA5350, CA5351
    }
}
