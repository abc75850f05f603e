using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Playbooks.Plays;

/// <summary>The files that a run left, against those recorded: paths, kinds, modes, contents, targets of links.</summary>
internal static class ScratchTree
{
    public static Comparison Compare(JsonElement expected, string folder)
    {
        var wanted = expected.EnumerateArray().ToDictionary(e => e.GetProperty("path").GetString() ?? "", StringComparer.Ordinal);
        var found = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToDictionary(e => Path.GetRelativePath(folder, e.FullName), StringComparer.Ordinal);
        var differences = wanted.Keys.Except(found.Keys).Select(p => $"{p} is missing").Concat(found.Keys.Except(wanted.Keys).Select(p => $"{p} was not recorded")).ToList();
        foreach (var (path, entry) in found)
        {
            if (wanted.TryGetValue(path, out var record) && Difference(record, entry) is { } difference) differences.Add($"{path}: {difference}");
        }
        return differences.Count == 0 ? Comparison.Equal : Comparison.Different("the recorded files", "other files", differences);
    }

    private static string? Difference(JsonElement record, FileSystemInfo entry)
    {
        if (entry.LinkTarget is not null) return Text(record, "target") is { } target && target != entry.LinkTarget ? $"points to {entry.LinkTarget}, not {target}" : null;
        if (Mode(record) is { } mode && !OperatingSystem.IsWindows() && mode != (int)File.GetUnixFileMode(entry.FullName)) return string.Create(CultureInfo.InvariantCulture, $"has the mode {Convert.ToString((int)File.GetUnixFileMode(entry.FullName), 8)}, not {Convert.ToString(mode, 8)}");
        if (entry is not FileInfo file || Text(record, "sha256") is not { } hash) return null;
        return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName))) == hash ? null : "has other content";
    }

    private static int? Mode(JsonElement record) => Text(record, "mode") is { Length: > 0 } mode ? Convert.ToInt32(mode.Replace("0o", "", StringComparison.Ordinal), 8) : null;

    private static string? Text(JsonElement record, string name) => record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
