using System.Globalization;
using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Actions;

namespace Plumb.Playbooks.Callbacks;

/// <summary>What tasks say differs, as unified differences.</summary>
internal static class DiffText
{
    /// <param name="diff">One, or a list of them.</param>
    /// <param name="context">So many lines around what differs.</param>
    /// <param name="output">Where it is written to.</param>
    /// <param name="target">What a content that stands in the task itself is called; otherwise as the peer calls it.</param>
    public static string Write(object? diff, int context, PlayOutput output, string? target = null)
    {
        var text = new StringBuilder();
        foreach (var part in diff is PyList list ? list.Items : [diff])
        {
            if (part is PyDict values) Append(text, values, context, output, target);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, PyDict diff, int context, PlayOutput output, string? target)
    {
        if (diff.ContainsKey("dst_binary")) text.Append("diff skipped: destination file appears to be binary\n");
        if (diff.ContainsKey("src_binary")) text.Append("diff skipped: source file appears to be binary\n");
        if (diff.TryGet("dst_larger", out var limit)) text.Append(CultureInfo.InvariantCulture, $"diff skipped: destination file size is greater than {PyText.Str(limit)}\n");
        if (diff.TryGet("src_larger", out limit)) text.Append(CultureInfo.InvariantCulture, $"diff skipped: source file size is greater than {PyText.Str(limit)}\n");
        if (diff.TryGet("before", out var before) && diff.TryGet("after", out var after))
        {
            var lines = UnifiedDifference.Write(Lines(before), Lines(after), Header(diff, "before", target), Header(diff, "after", target), context);
            foreach (var line in lines) text.Append(output.UseColor ? output.Colors.Wrap(line, ColorOf(line)) : line);
            if (lines.Count > 0) text.Append('\n');
        }
        if (diff.TryGet("prepared", out var prepared)) text.Append(PyText.Str(prepared));
    }

    private static string Header(PyDict diff, string side, string? target)
    {
        if (!diff.TryGet(side + "_header", out var header) || header is null) return side;
        return $"{side}: {(header is CopyAction.GivenContent ? target ?? CopyAction.GivenContent : PyText.Str(header))}";
    }

    private static OutputColor ColorOf(string line) => line switch
    {
        ['+', ..] => OutputColor.DiffAdded,
        ['-', ..] => OutputColor.DiffRemoved,
        ['@', '@', ..] => OutputColor.DiffLines,
        _ => OutputColor.None,
    };

    private static List<string> Lines(object? side)
    {
        var text = side switch
        {
            null => "",
            IPyMapping map => ResultJson.Write(map, indent: 4, asciiOnly: true) + "\n",
            _ => PyText.Str(side),
        };
        var lines = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n') continue;
            lines.Add(text[start..(i + 1)]);
            start = i + 1;
        }
        if (start < text.Length) lines.Add(text[start..] + "\n\\ No newline at end of file\n");
        return lines;
    }
}
