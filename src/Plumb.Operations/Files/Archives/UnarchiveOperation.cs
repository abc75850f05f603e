using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Network.GetUrl;

namespace Plumb.Operations.Files.Archives;

/// <summary>Unpacks an archive into a folder, unless all of it is there. An archive of the controller is the one source of the request.</summary>
internal sealed class UnarchiveOperation : IOperation
{
    public OperationSpec Spec { get; } = new("unarchive", "Unpacks an archive after (optionally) copying it from the local machine")
    {
        FileArguments = true,
        NameInMessages = "ansible.legacy.unarchive",
        CheckMode = CheckMode.Partial,
        MutuallyExclusive = [["include", "exclude"]],
        Arguments =
        [
            new("src", ArgumentType.Path, "The archive: a file or, on the host, an address.") { Required = true },
            new("dest", ArgumentType.Path, "The folder to unpack into.") { Required = true },
            new("remote_src", ArgumentType.Boolean, "Whether the archive is on the host.") { Default = false },
            new("creates", ArgumentType.Path, "A path: if it exists, nothing is unpacked."),
            new("list_files", ArgumentType.Boolean, "Return the paths in the archive.") { Default = false },
            new("keep_newer", ArgumentType.Boolean, "Keep files that are newer than those of the archive.") { Default = false },
            new("exclude", ArgumentType.List, "Paths that are not unpacked.") { Elements = ArgumentType.Text, Default = ListData.Empty },
            new("include", ArgumentType.List, "Paths that alone are unpacked.") { Elements = ArgumentType.Text, Default = ListData.Empty },
            new("extra_opts", ArgumentType.List, "Arguments for the program that unpacks.") { Elements = ArgumentType.Text, Default = ListData.Empty },
            new("validate_certs", ArgumentType.Boolean, "Whether the certificate of the address must be trusted.") { Default = true },
            new("io_buffer_size", ArgumentType.Integer, "The size of the pieces in which files are compared.") { Default = 65536 },
            new("copy", ArgumentType.Boolean, "Whether the archive comes from the controller.") { Default = true },
            new("decrypt", ArgumentType.Boolean, "Whether the controller decrypts the archive.") { Default = true },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        if (arguments.Text("creates") is { Length: > 0 } created && files.Exists(created)) return new OperationResult { Skipped = true, Message = $"skipped, since {created} exists" };
        var target = arguments.RequiredText("dest");
        if (!files.IsDirectory(target)) throw new OperationException($"dest '{target}' must be an existing dir");
        if (context is { Request.CheckRemembers: true, Host.IsPlanned: true }) return CannotPredict();
        var (path, folder) = await PlaceAsync(context, cancellation).ConfigureAwait(false);
        try
        {
            return await UnpackAsync(context, path, target, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (folder is not null) context.ScratchFiles.RemoveTree(folder);
        }
    }

    private static OperationResult CannotPredict() => new()
    {
        Skipped = true,
        Message = "remote module (ansible.legacy.unarchive) does not support check mode when using gtar",
        Prediction = Prediction.Opaque,
    };

    /// <summary>Where the archive is on the host, and the folder that was made for it.</summary>
    private static async ValueTask<(string Path, string? Folder)> PlaceAsync(OperationContext context, CancellationToken cancellation)
    {
        var source = context.Arguments.RequiredText("src");
        if (context.Request.Sources is [var sent, ..])
        {
            var folder = HostPath.Join(TemporaryFolder.Place(context.Host), $"plumb-{Guid.NewGuid():N}");
            context.ScratchFiles.CreateDirectory(folder, 0x1C0);
            var path = HostPath.Join(folder, "source");
            var content = await context.OpenSource(sent.Name, cancellation).ConfigureAwait(false);
            await using (content.ConfigureAwait(false)) context.ScratchFiles.Write(path, content, new FilePlacement(0x180));
            return (path, folder);
        }
        if (context.Host.Files.Exists(source)) return (source, null);
        if (!context.Arguments.Flag("remote_src")) throw new OperationException($"Source '{source}' failed to transfer");
        if (!source.Contains("://", StringComparison.Ordinal)) throw new OperationException($"Source '{source}' does not exist");
        try
        {
            var download = await new Download(context).RunAsync(source, "GET", null, force: false, cancellation).ConfigureAwait(false);
            return (download.Path, download.Folder);
        }
        catch (OperationException fault)
        {
            throw new OperationException($"Failure downloading {source}, {fault.Message}");
        }
    }

    private static async ValueTask<OperationResult> UnpackAsync(OperationContext context, string path, string target, CancellationToken cancellation)
    {
        var files = context.ScratchFiles;
        if (!files.Accessible(path, 4)) throw new OperationException($"Source '{path}' not readable");
        if (files.Look(path)?.Size == 0) throw new OperationException($"Invalid archive '{path}', the file is 0 bytes");
        var archive = Choose(context, path, target);
        if (context.Request.Check && archive is TarArchive) return CannotPredict();
        var (names, problem) = await archive.ListAsync(cancellation).ConfigureAwait(false);
        if (problem is not null)
        {
            throw new OperationException($"Failed to find handler for \"{path}\". Make sure the required command to extract the file is installed.\n{problem}");
        }
        var values = new MapBuilder { ["handler"] = archive.Handler, ["dest"] = target, ["src"] = path };
        var (isInPlace, difference) = await archive.CompareAsync(cancellation).ConfigureAwait(false);
        var changed = !isInPlace;
        if (changed && !context.Request.Check)
        {
            var results = await archive.UnpackAsync(cancellation).ConfigureAwait(false);
            values["extract_results"] = results;
            if (results.Integer("rc") != 0) throw new OperationException($"failed to unpack {path} to {target}", values.Build());
        }
        if (!context.Request.Check) changed = await ApplyAsync(context, target, names, changed, cancellation).ConfigureAwait(false);
        if (context.Arguments.Flag("list_files")) values["files"] = DataValue.Of(names);
        return new OperationResult
        {
            Changed = changed,
            Values = values.Build(),
            Diffs = string.IsNullOrEmpty(difference) ? [] : [new ContentDiff("", "") { Prepared = difference }],
        };
    }

    // The first bytes say what it is, so that only the right program is tried.
    private static Archive Choose(OperationContext context, string path, string target)
    {
        var head = new byte[6];
        using (var stream = context.ScratchFiles.OpenRead(path)) stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head switch
        {
            [(byte)'P', (byte)'K', ..] => new ZipArchive(context, path, target),
            [0x1f, 0x8b, ..] => new TarArchive(context, path, target, "TgzArchive", "-z"),
            [(byte)'B', (byte)'Z', (byte)'h', ..] => new TarArchive(context, path, target, "TarBzipArchive", "-j"),
            [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0] => new TarArchive(context, path, target, "TarXzArchive", "-J"),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => new TarArchive(context, path, target, "TarZstdArchive", "--use-compress-program=zstd"),
            _ => new TarArchive(context, path, target, "TarArchive", ""),
        };
    }

    private static async ValueTask<bool> ApplyAsync(OperationContext context, string target, IReadOnlyList<string> names, bool changed, CancellationToken cancellation)
    {
        var settings = FileSettings.From(context, target);
        if (settings with { Path = "" } == new FileSettings("")) return changed;
        var writer = new FileSettingsWriter(context);
        var folders = names.Where(n => n.Contains('/', StringComparison.Ordinal)).Select(n => n[..n.IndexOf('/', StringComparison.Ordinal)]).Where(n => n.Length > 0).Distinct();
        foreach (var name in names.Concat(folders))
        {
            try
            {
                changed = await writer.ApplyAsync(settings with { Path = HostPath.Join(target, name) }, changed, null, cancellation).ConfigureAwait(false);
            }
            catch (HostException fault)
            {
                throw new OperationException("Unexpected error when accessing exploded file: " + SystemErrors.Python(fault, fault.Path ?? name));
            }
        }
        return changed;
    }
}
