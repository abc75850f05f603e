using System.Text;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Reads text without quotes (YAML 1.2.2, 7.3.3): up to ": " or " #", in flow style also up to its indicators, over lines that are indented enough.</summary>
internal sealed class PlainScalarReader(YamlCursor cursor)
{
    /// <summary>Whether what stands here can begin such text.</summary>
    public bool CanStart(bool inFlow) => cursor.Current switch
    {
        '-' or '?' or ':' => !cursor.IsSpaceAt(1) && !(inFlow && YamlCharacters.IsFlowIndicator(cursor.Peek(1))),
        ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => false,
        _ => !cursor.AtEnd,
    };

    /// <summary>The text, with each line end a space and each empty line a line end; the cursor stays behind its last character.</summary>
    public string Read(int indentation, bool inFlow)
    {
        var start = cursor.Position;
        var end = ReadLine(inFlow);
        if (!cursor.AtBreak) return Finish(start, end);
        var first = cursor.Text[start..end];
        StringBuilder? text = null;
        while (cursor.AtBreak)
        {
            var lineStart = cursor.LineStart;
            var breaks = SkipBreaks();
            if (cursor.AtEnd || cursor.AtDocumentMarker || cursor.Current == '#' || (!inFlow && cursor.Indentation < indentation))
            {
                cursor.Return(end, lineStart);
                break;
            }
            start = cursor.Position;
            var lineEnd = ReadLine(inFlow);
            if (lineEnd == start)
            {
                cursor.Return(end, lineStart);
                break;
            }
            text ??= new StringBuilder(first);
            _ = breaks == 1 ? text.Append(' ') : text.Append('\n', breaks - 1);
            text.Append(cursor.Text, start, lineEnd - start);
            end = lineEnd;
        }
        cursor.Position = end;
        return text?.ToString() ?? first;
    }

    private string Finish(int start, int end)
    {
        cursor.Position = end;
        return cursor.Text[start..end];
    }

    /// <summary>Reads what belongs to the text on this line; returns where it ends, the blanks after it not counted.</summary>
    private int ReadLine(bool inFlow)
    {
        var end = cursor.Position;
        while (!cursor.AtEnd && !cursor.AtBreak)
        {
            var c = cursor.Current;
            if (c == ':' && (cursor.IsSpaceAt(1) || (inFlow && YamlCharacters.IsFlowIndicator(cursor.Peek(1))))) break;
            if (c == '#' && cursor.Position > 0 && cursor.IsSpaceAt(-1)) break;
            if (inFlow && YamlCharacters.IsFlowIndicator(c)) break;
            cursor.Position++;
            if (!YamlCharacters.IsBlank(c)) end = cursor.Position;
        }
        return end;
    }

    private int SkipBreaks()
    {
        var breaks = 0;
        while (cursor.AtBreak)
        {
            cursor.SkipBreak();
            breaks++;
            if (cursor.AtDocumentMarker) break;
            cursor.SkipBlanks();
        }
        return breaks;
    }
}
