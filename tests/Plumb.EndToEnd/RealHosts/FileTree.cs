using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Plumb.EndToEnd.RealHosts;

/// <summary>What has changed on a host, file by file: kind, mode, owner, group, and content or target.</summary>
internal sealed partial class FileTree
{
    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);
    private readonly string _base;

    private FileTree(string below) => _base = below;

    /// <summary>Reads the folder of changes of an overlay over the folder below it.</summary>
    public static FileTree Read(string changes, string below)
    {
        var tree = new FileTree(below);
        foreach (var (path, entry) in Entries(changes, int.MaxValue))
        {
            if (!MustDiffer().IsMatch(path)) tree._entries[WithoutTime(path)] = entry;
        }
        return tree;
    }

    /// <summary>A line for each path that is not the same in both.</summary>
    public IReadOnlyList<string> DifferencesFrom(FileTree other) =>
        [.. _entries.Keys.Union(other._entries.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(p => EntryAt(p) != other.EntryAt(p)).Select(p => $"{p}: {EntryAt(p)} and {other.EntryAt(p)}")];

    /// <summary>What has not changed is as it is below; a mark of deletion is nothing.</summary>
    private string EntryAt(string path)
    {
        var entry = _entries.TryGetValue(path, out var changed) ? changed : Path.Exists(_base + path) ? Entries(_base + path, 0).Single().Entry : "nothing";
        return entry.StartsWith('c') ? "nothing" : entry;
    }

    private static IEnumerable<(string Path, string Entry)> Entries(string folder, int depth)
    {
        string[] arguments = [folder, .. depth == 0 ? new[] { "-maxdepth", "0" } : ["-mindepth", "1"], "-printf", "%y\\t%m %U:%G\\t%P\\t%l\\0"];
        using var find = Process.Start(new ProcessStartInfo("find", arguments) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("find did not start");
        var lines = find.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        find.WaitForExit();
        foreach (var line in lines)
        {
            var fields = line.Split('\t');
            var path = depth == 0 ? folder : Path.Combine(folder, fields[2]);
            yield return ("/" + fields[2], $"{fields[0]} {fields[1]} {(fields[0] == "f" ? ContentOf(path, fields[2]) : fields[3])}");
        }
    }

    private static string ContentOf(string path, string name)
    {
        if (IsMadeAnew().IsMatch(name)) return "made anew";
        var content = File.ReadAllBytes(path);
        // crontab writes down when, and from which file, it was called.
        if (name.StartsWith("var/spool/cron/", StringComparison.Ordinal)) content = [.. InstalledOn().Replace(System.Text.Encoding.UTF8.GetString(content), "").Select(c => (byte)c)];
        return Convert.ToHexStringLower(SHA256.HashData(content))[..16];
    }

    private static string WithoutTime(string path) => BackupTime().Replace(path, "~");

    /// <summary>Logs, caches of apt and ldconfig, what systemd makes at every start, what sudo notes of those who used it, and what either program keeps for itself.</summary>
    [GeneratedRegex("^/(var/log|var/cache|var/lib/apt|tmp|run|var/lib/systemd)(/|$)|^/var/tmp/systemd-private|^/(root|home/[^/]+)/\\.(ansible|ansible_async|cache|sudo_as_admin_successful)(/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex MustDiffer();

    [GeneratedRegex("^etc/nginx/own\\.(key|crt)$", RegexOptions.CultureInvariant)]
    private static partial Regex IsMadeAnew();

    [GeneratedRegex("^# \\(.* installed on .*\n", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex InstalledOn();

    [GeneratedRegex("\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d~$", RegexOptions.CultureInvariant)]
    private static partial Regex BackupTime();
}
