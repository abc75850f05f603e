using System.Text;

namespace Plumb.Cli.Commands.Expressions;

/// <summary>Gathers lines until every bracket is closed again; brackets in strings and comments do not count.</summary>
internal sealed class OpenBrackets
{
    private readonly StringBuilder _lines = new();
    private int _depth;

    /// <summary>How deep the next line begins.</summary>
    public int Depth => Math.Max(0, _depth);

    /// <summary>What is complete with this line, or null while something is open.</summary>
    public string? Add(string line)
    {
        if (_lines.Length > 0) _lines.Append('\n');
        var continues = line.EndsWith('\\');
        var text = continues ? line[..^1] : line;
        _lines.Append(text);
        Count(text);
        return _depth > 0 || continues ? null : Take();
    }

    /// <summary>What came so far, complete or not; null where there is nothing.</summary>
    public string? Take()
    {
        if (_lines.Length == 0) return null;
        var text = _lines.ToString();
        _lines.Clear();
        _depth = 0;
        return text;
    }

    private void Count(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted)
            {
                if (c == '\\') i++;
                else if (c == '"') quoted = false;
                continue;
            }
            if (c == '#' || (c == '/' && i + 1 < line.Length && line[i + 1] == '/')) return;
            quoted = c == '"';
            if (c is '(' or '[' or '{') _depth++;
            else if (c is ')' or ']' or '}') _depth--;
        }
    }
}
