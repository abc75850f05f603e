using System.Globalization;
using System.Text;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>One mounted file system.</summary>
internal sealed record MountEntry(string Device, string MountPoint, string Type, string Options, long Dump, long Pass);

/// <summary>Reads tables of mounts, in which blanks of names are written in octal.</summary>
internal static class MountTable
{
    public static IReadOnlyList<MountEntry> Read(FactFiles files) =>
        Parse(files.Lines("/etc/mtab") is { Count: > 0 } mtab ? mtab : files.Lines("/proc/mounts"));

    public static IReadOnlyList<MountEntry> Parse(IEnumerable<string> lines) => [.. lines.Select(Entry).OfType<MountEntry>()];

    /// <summary>Where a part of a file system is mounted rather than the whole of it.</summary>
    public static HashSet<string> BindMounts(FactFiles files)
    {
        var points = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in files.Lines("/proc/self/mountinfo"))
        {
            // The fourth field is the folder within the file system, the fifth where it is seen.
            if (line.Split(' ') is [_, _, _, not "/" and var root, var point, ..] && !root.StartsWith("/..", StringComparison.Ordinal)) points.Add(Unescape(point));
        }
        return points;
    }

    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                result.Append((char)(((text[i + 1] - '0') * 64) + ((text[i + 2] - '0') * 8) + text[i + 3] - '0'));
                i += 3;
            }
            else
            {
                result.Append(text[i]);
            }
        }
        return result.ToString();
    }

    private static MountEntry? Entry(string line)
    {
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 4 || fields[0].StartsWith('#') ? null
            : new MountEntry(Unescape(fields[0]), Unescape(fields[1]), Unescape(fields[2]), Unescape(fields[3]), Number(fields, 4), Number(fields, 5));
    }

    private static long Number(string[] fields, int index) =>
        index < fields.Length && long.TryParse(fields[index], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
