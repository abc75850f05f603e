namespace Plumb.Operations.Administration.Mounts;

/// <summary>Changes lines of the table of file systems and leaves all others as they are, comments and blanks too.</summary>
internal static class FileSystemTable
{
    /// <summary>The table with the mount as it is to be; the same text where it is so.</summary>
    public static string Set(string text, MountLine wanted)
    {
        var lines = new List<string>();
        var isThere = false;
        foreach (var line in Lines(text))
        {
            if (Fields(line, 4) is not { } fields || !IsOf(fields, wanted.Point, wanted.Source))
            {
                lines.Add(line);
                continue;
            }
            isThere = true;
            string[] padded = [.. fields, .. Enumerable.Repeat("0", 6 - fields.Length)];
            string[] others = [MountLine.Escape(wanted.Source), MountLine.Escape(wanted.Point), MountLine.Escape(wanted.Type), MountLine.Escape(wanted.Options), wanted.Dump, wanted.Pass];
            lines.Add(padded.SequenceEqual(others) ? line : wanted.Render());
        }
        if (!isThere) lines.Add(wanted.Render());
        return string.Concat(lines);
    }

    public static string Remove(string text, string point, string? source) =>
        string.Concat(Lines(text).Where(l => Fields(l, 6) is not { } fields || !IsOf(fields, point, source)));

    // Swap has no place of its own, so that it is told by its device.
    private static bool IsOf(string[] fields, string point, string? source) =>
        fields[1] == MountLine.Escape(point) && !(source is not null && fields[1] == "none" && fields[2] == "swap" && fields[0] != source);

    private static string[]? Fields(string line, int least)
    {
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 0 || fields[0].StartsWith('#') || fields.Length < least || fields.Length > 6 ? null : fields;
    }

    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.Split('\n');
        var count = text.EndsWith('\n') || text.Length == 0 ? lines.Length - 1 : lines.Length;
        return lines.Take(count).Select(l => l + "\n");
    }
}
