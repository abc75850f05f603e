using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering.Plans;

/// <summary>Texts: JSON in them is shown as the value it is, several lines as lines.</summary>
internal sealed partial class DifferenceWriter
{
    private void WriteString(string value, ChangeSign sign, Place place)
    {
        if (TryReadJson(value, out var json))
        {
            WriteJson(place, inner => WriteWhole("", json, sign, inner with { HidesSign = true }));
            return;
        }
        if (!value.Contains('\n', StringComparison.Ordinal))
        {
            text.Append(Quoted(value)).Append(Forces(place, deep: true));
            return;
        }
        text.Append("<<-EOT").Append(Forces(place, deep: true)).Append('\n');
        foreach (var line in Lines(value)) text.Append(' ', line.Length == 0 ? 0 : place.Column + Step + 2).Append(line).Append('\n');
        text.Append(' ', place.Column + 2).Append("EOT");
    }

    private void WriteStrings(string before, string after, Place place)
    {
        if (TryReadJson(before, out var from) && TryReadJson(after, out var to))
        {
            if (from.Equals(to)) WriteJson(place, inner => WriteWhole("", to, ChangeSign.Same, inner), " # whitespace changes");
            else WriteJson(place, inner => WriteEntry("", from, to, inner));
            return;
        }
        if (!before.Contains('\n', StringComparison.Ordinal) && !after.Contains('\n', StringComparison.Ordinal))
        {
            text.Append(Quoted(before)).Append(signs.Yellow(" -> ")).Append(Quoted(after)).Append(Forces(place, deep: true));
            return;
        }
        text.Append("<<-EOT").Append(Forces(place, deep: true)).Append('\n');
        WriteLines(LineDiff.Between(before, after), place.Column + Step);
        text.Append(' ', place.Column + 2).Append("EOT");
    }

    /// <summary>Changed lines with some of what is around them.</summary>
    private void WriteLines(IReadOnlyList<LineDiff.Line> lines, int column)
    {
        const int Around = 3;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = false;
            for (var j = Math.Max(0, i - Around); j <= Math.Min(lines.Count - 1, i + Around); j++) isNear |= lines[j].Sign != ' ';
            if (!isNear) continue;
            WriteHidden(i - last - 1, "line", column);
            last = i;
            var sign = lines[i].Sign switch { '+' => ChangeSign.Added, '-' => ChangeSign.Removed, _ => ChangeSign.Same };
            if (lines[i].Text.Length > 0 || sign != ChangeSign.Same) text.Append(' ', column).Append(signs.Of(sign)).Append(lines[i].Text.Length > 0 ? " " : "").Append(lines[i].Text);
            text.Append('\n');
        }
        WriteHidden(lines.Count - last - 1, "line", column);
    }

    private void WriteJson(Place place, Action<Place> write, string note = "")
    {
        text.Append("jsonencode(").Append(Forces(place, deep: true)).Append(note.Length > 0 ? signs.Dim(note) : "").Append('\n');
        write(new Place(place.Column + Step, null) { SaysNull = false });
        text.Append(' ', place.Column + 2).Append(')');
    }

    /// <summary>Only objects and lists: a number or a word in a text is more likely just that.</summary>
    private static bool TryReadJson(string value, [NotNullWhen(true)] out Value? json)
    {
        json = null;
        var start = value.AsSpan().TrimStart();
        if (start.Length < 2 || start[0] is not ('{' or '[') || start.TrimEnd()[^1] is not ('}' or ']')) return false;
        try
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            json = JsonValueCodec.Read(bytes, JsonValueCodec.ImpliedType(bytes));
            return json is NamedValues or SequenceValue;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }

    private static string[] Lines(string value) => (value.EndsWith('\n') ? value[..^1] : value).Split('\n');
}
