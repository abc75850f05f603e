using System.Text;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Reads literal and folded blocks of text (YAML 1.2.2, 8.1).</summary>
internal sealed class BlockScalarReader(YamlCursor cursor)
{
    private readonly record struct Line(int Start, int Length);

    /// <summary>Reads from the "|" or "&gt;" to the beginning of the line after the block.</summary>
    public string Read(int parentIndentation)
    {
        var folded = cursor.Current == '>';
        cursor.Position++;
        var (chomping, given) = ReadHeader();
        if (cursor.AtEnd) return "";
        cursor.SkipBreak();
        var indentation = given > 0 ? Math.Max(parentIndentation, 0) + given : DetectIndentation(parentIndentation + 1);
        var lines = ReadLines(indentation, out var endsWithBreak);
        return Join(lines, folded, chomping, endsWithBreak);
    }

    private (char Chomping, int Indentation) ReadHeader()
    {
        var chomping = ' ';
        var indentation = 0;
        for (; !cursor.IsSpaceAt(0); cursor.Position++)
        {
            var c = cursor.Current;
            if (c is '+' or '-' && chomping == ' ') chomping = c;
            else if (c is >= '1' and <= '9' && indentation == 0) indentation = c - '0';
            else throw new YamlSyntaxException(YamlRules.BlockHeader, cursor.Position, "After \"|\" or \">\" there may be one digit from 1 to 9 and one of \"+\" and \"-\"; the text begins on the next line.");
        }
        if (!cursor.AtLineRest())
        {
            cursor.SkipBlanks();
            throw new YamlSyntaxException(YamlRules.BlockHeader, cursor.Position, "The text of a block begins on the line after \"|\" or \">\".");
        }
        while (!cursor.AtEnd && !cursor.AtBreak) cursor.Position++;
        return (chomping, indentation);
    }

    /// <summary>That of the first line with text, which no empty line before it may exceed.</summary>
    private int DetectIndentation(int least)
    {
        var text = cursor.Text;
        var longest = 0;
        for (var at = cursor.Position; ;)
        {
            var start = at;
            while (at < text.Length && text[at] == ' ') at++;
            if (at >= text.Length) return Math.Max(least, longest);
            if (!YamlCharacters.IsBreak(text[at]))
            {
                var found = at - start;
                if (found < least)
                {
                    RefuseTabbedLine(at);
                    return Math.Max(least, longest);
                }
                if (longest > found)
                    throw new YamlSyntaxException(YamlRules.Indentation, at, "An empty line before the text has more spaces than the text's first line, so that its indentation is unclear.") { Help = "Remove the spaces of the empty lines." };
                return found;
            }
            longest = Math.Max(longest, at - start);
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        }
    }

    private void RefuseTabbedLine(int at)
    {
        var rest = cursor.Text.AsSpan(at);
        var text = rest.IndexOfAnyExcept(' ', '\t');
        if (rest[0] == '\t' && text > 0 && YamlCharacters.IsBreak(rest[text]))
            throw new YamlSyntaxException(YamlRules.Tab, at, "The block of text begins with a tab, which YAML does not count as indentation.") { Help = "Replace the tab by spaces." };
    }

    private List<Line> ReadLines(int indentation, out bool endsWithBreak)
    {
        var lines = new List<Line>();
        endsWithBreak = true;
        while (!cursor.AtEnd && !cursor.AtDocumentMarker)
        {
            var lineStart = cursor.Position;
            while (cursor.Column < indentation && cursor.Current == ' ') cursor.Position++;
            if (!cursor.AtBreak && (cursor.Column < indentation || cursor.AtEnd))
            {
                if (!cursor.AtEnd) cursor.Position = lineStart;
                break;
            }
            var start = cursor.Position;
            var length = cursor.Text.AsSpan(start).IndexOfAny('\n', '\r');
            endsWithBreak = length >= 0;
            if (length < 0) length = cursor.Text.Length - start;
            lines.Add(new Line(start, length));
            cursor.Position = start + length;
            if (endsWithBreak) cursor.SkipBreak();
        }
        return lines;
    }

    private string Join(List<Line> lines, bool folded, char chomping, bool endsWithBreak)
    {
        var last = lines.FindLastIndex(l => l.Length > 0);
        var text = new StringBuilder();
        for (var i = 0; i <= last; i++)
        {
            text.Append(cursor.Text, lines[i].Start, lines[i].Length);
            if (i == last) break;
            if (!folded) text.Append('\n');
            else i = Fold(lines, i, text);
        }
        if (chomping == '+') text.Append('\n', lines.Count - Math.Max(last, 0) - (last >= 0 && !endsWithBreak ? 1 : 0));
        else if (chomping == ' ' && last >= 0 && (last < lines.Count - 1 || endsWithBreak)) text.Append('\n');
        return text.ToString();
    }

    /// <summary>Joins a line to the next one with text: by a space, or by the empty lines between; lines that are indented more keep their ends.</summary>
    private int Fold(List<Line> lines, int at, StringBuilder text)
    {
        var next = at + 1;
        while (lines[next].Length == 0) next++;
        var breaks = next - at;
        if (lines[at].Length == 0) text.Append('\n', breaks);
        else if (IsIndented(lines[at]) || IsIndented(lines[next])) text.Append('\n', breaks);
        else if (breaks == 1) text.Append(' ');
        else text.Append('\n', breaks - 1);
        return next - 1;
    }

    private bool IsIndented(Line line) => line.Length > 0 && YamlCharacters.IsBlank(cursor.Text[line.Start]);
}
