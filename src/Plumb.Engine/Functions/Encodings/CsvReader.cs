using System.Text;

namespace Plumb.Engine.Functions.Encodings;

/// <summary>
/// Reads comma-separated values (RFC 4180): a field in quotes may hold commas, line ends and doubled quotes; empty lines
/// are skipped; a carriage return before a line end is not part of a field.
/// </summary>
internal sealed class CsvReader(string text)
{
    private int _at;
    private int _line;

    /// <summary>The line, from 1, of the record read last, or of the fault.</summary>
    internal int Line { get; private set; }

    /// <summary>The next record's fields; null at the end, or where there is a fault.</summary>
    internal List<string>? Read(out string? error)
    {
        error = null;
        var line = "";
        while (line.Length == 0)
        {
            if (_at >= text.Length) return null;
            line = ReadLine();
            Line = _line;
            if (line == "\n") line = "";
        }
        var fields = new List<string>();
        var rest = line;
        while (true)
        {
            string field;
            var isLast = rest.Length > 0 && rest[0] == '"' ? ReadQuoted(ref rest, out field, out error) : ReadPlain(ref rest, out field, out error);
            if (error is not null) return null;
            fields.Add(field);
            if (isLast) return fields;
        }
    }

    private static bool ReadPlain(ref string rest, out string field, out string? error)
    {
        var comma = rest.IndexOf(',', StringComparison.Ordinal);
        field = comma >= 0 ? rest[..comma] : WithoutLineEnd(rest);
        error = field.Contains('"', StringComparison.Ordinal) ? "a quote stands in a field that does not begin with one" : null;
        rest = comma >= 0 ? rest[(comma + 1)..] : "";
        return comma < 0;
    }

    private bool ReadQuoted(ref string rest, out string field, out string? error)
    {
        var content = new StringBuilder();
        (field, error) = ("", null);
        rest = rest[1..];
        while (true)
        {
            var quote = rest.IndexOf('"', StringComparison.Ordinal);
            if (quote < 0)
            {
                content.Append(rest);
                if (_at >= text.Length)
                {
                    Line = _line;
                    error = "a field in quotes is not closed";
                    return true;
                }
                rest = ReadLine();
                continue;
            }
            content.Append(rest, 0, quote);
            rest = rest[(quote + 1)..];
            if (rest.StartsWith('"'))
            {
                content.Append('"');
                rest = rest[1..];
                continue;
            }
            field = content.ToString();
            if (rest.StartsWith(','))
            {
                rest = rest[1..];
                return false;
            }
            if (WithoutLineEnd(rest).Length > 0)
            {
                Line = _line;
                error = "there is text between the closing quote of a field and the next comma";
            }
            return true;
        }
    }

    /// <summary>A line with its line feed, and without the carriage return before it.</summary>
    private string ReadLine()
    {
        _line++;
        var end = text.IndexOf('\n', _at);
        var line = end < 0 ? text[_at..] : text[_at..(end + 1)];
        _at = end < 0 ? text.Length : end + 1;
        if (line.EndsWith("\r\n", StringComparison.Ordinal)) return line[..^2] + "\n";
        // At the very end a carriage return is dropped as well.
        return end < 0 && line.EndsWith('\r') ? line[..^1] : line;
    }

    private static string WithoutLineEnd(string line) => line.EndsWith('\n') ? line[..^1] : line;
}
