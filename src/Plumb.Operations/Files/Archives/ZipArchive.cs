using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Archives;

/// <summary>A zip archive in the hands of unzip and zipinfo. What is in place is compared entry by entry.</summary>
internal sealed class ZipArchive(OperationContext context, string path, string target) : Archive(context, path, target)
{
    private readonly List<string> _excludes = [.. context.Arguments.Texts("exclude")];
    private string _program = "unzip";

    public override string Handler => "ZipArchive";

    public override IReadOnlyList<string> UnpackCommand
    {
        get
        {
            List<string> words = [_program, "-o", .. Options, Path];
            if (_excludes.Count > 0) words.AddRange(["-x", .. _excludes]);
            return [.. words, .. Includes, "-d", Target];
        }
    }

    public override async ValueTask<(IReadOnlyList<string> Files, string? Problem)> ListAsync(CancellationToken cancellation)
    {
        if (Context.Host.Processes.Find("unzip") is not { } program) return ([], "Unable to find required 'unzip' binary in the path.");
        if (Context.Host.Processes.Find("zipinfo") is null) return ([], "Unable to find required 'zipinfo' binary in the path.");
        _program = program;
        var outcome = await RunAsync([_program, "-l", Path], readOnly: true, cancellation).ConfigureAwait(false);
        if (outcome.ExitCode != 0) return ([], $"Command \"{_program}\" could not handle archive: {outcome.ErrorText()}");
        var names = (await EntriesAsync(cancellation).ConfigureAwait(false)).Select(e => e.Name);
        names = Includes.Count > 0 ? names.Where(n => IsExcluded(n, Includes)) : names.Where(n => !IsExcluded(n, _excludes));
        return ([.. names], null);
    }

    public override async ValueTask<(bool InPlace, string? Difference)> CompareAsync(CancellationToken cancellation)
    {
        var comparison = new ZipComparison(Context, Target, await ChecksumsAsync(cancellation).ConfigureAwait(false));
        foreach (var entry in await EntriesAsync(cancellation).ConfigureAwait(false))
        {
            if (Includes.Count > 0 ? !IsExcluded(entry.Name, Includes) : IsExcluded(entry.Name, _excludes)) continue;
            if (await comparison.IsNewerInPlaceAsync(entry, cancellation).ConfigureAwait(false)) _excludes.Add(entry.Name);
        }
        return (comparison.Difference.Length == 0, comparison.Difference);
    }

    private async ValueTask<IReadOnlyList<ZipEntry>> EntriesAsync(CancellationToken cancellation)
    {
        var zipinfo = Context.Host.Processes.Find("zipinfo") ?? "zipinfo";
        var outcome = await RunAsync([zipinfo, "-T", "-s", Path], readOnly: true, cancellation).ConfigureAwait(false);
        return [.. outcome.OutputText().Split('\n').Select(ZipEntry.Parse).OfType<ZipEntry>()];
    }

    private async ValueTask<IReadOnlyDictionary<string, uint>> ChecksumsAsync(CancellationToken cancellation)
    {
        var outcome = await RunAsync([_program, "-v", Path], readOnly: true, cancellation).ConfigureAwait(false);
        var found = new Dictionary<string, uint>(StringComparer.Ordinal);
        foreach (var line in outcome.OutputText().Split('\n').Skip(3))
        {
            var fields = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 8 && uint.TryParse(fields[6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum)) found[fields[7].Trim()] = sum;
        }
        return found;
    }
}

/// <summary>An entry as zipinfo lists it: kind, permissions, size, time of modification in local time, name.</summary>
internal sealed record ZipEntry(char Kind, string Permissions, long Size, DateTime Modified, string Name)
{
    public static ZipEntry? Parse(string line)
    {
        var fields = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 8 || fields[0].Length is not (7 or 10) || fields[6].Length != 15 || !"dl-?".Contains(fields[0][0], StringComparison.Ordinal)) return null;
        if (!long.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return null;
        if (!DateTime.TryParseExact(fields[6], "yyyyMMdd.HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        return new ZipEntry(fields[0][0], fields[0][1..], size, time, fields[7]);
    }

    /// <summary>The permissions that unzip gives the entry. Those of FAT know only what is executable.</summary>
    public uint Mode(uint umask)
    {
        if (Permissions.Length == 6) return (Name.EndsWith('/') || Permissions == "rwx---" ? 0x1FFu : 0x1B6u) & ~umask;
        var mode = 0u;
        foreach (var c in Permissions) mode = (mode << 1) | (c is '-' or 'S' or 'T' ? 0u : 1u);
        return mode;
    }
}
