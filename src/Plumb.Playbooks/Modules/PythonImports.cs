using System.Text;

namespace Plumb.Playbooks.Modules;

/// <summary>Finds the import statements of Python source, wherever they stand, and passes over texts and comments that look like some.</summary>
internal sealed class PythonImports
{
    private readonly string _source;
    private readonly List<PythonImport> _found = [];
    private readonly StringBuilder _statement = new();
    private int _at;
    private int _depth;
    private bool _isOptional;

    private PythonImports(string source) => _source = source;

    public static IReadOnlyList<PythonImport> Find(string source)
    {
        var imports = new PythonImports(source);
        imports.Read();
        return imports._found;
    }

    private void Read()
    {
        BeginLine();
        while (_at < _source.Length) Step();
        End();
    }

    private void Step()
    {
        var c = _source[_at];
        switch (c)
        {
            case '#':
                while (_at < _source.Length && _source[_at] != '\n') _at++;
                break;
            case '"' or '\'':
                SkipText(c);
                // What stands there cannot be part of an import.
                _statement.Append('?');
                break;
            case '\\' when _at + 1 < _source.Length && _source[_at + 1] is '\n' or '\r':
                _at += _source[_at + 1] == '\r' && _at + 2 < _source.Length && _source[_at + 2] == '\n' ? 3 : 2;
                _statement.Append(' ');
                break;
            case '\n' when _depth == 0:
                End();
                _at++;
                BeginLine();
                break;
            case ';' or ':' when _depth == 0:
                End();
                _at++;
                _isOptional |= c == ':';
                break;
            default:
                if (c is '(' or '[' or '{') _depth++;
                else if (c is ')' or ']' or '}') _depth = Math.Max(0, _depth - 1);
                _statement.Append(c is '(' or ')' || char.IsWhiteSpace(c) ? ' ' : c);
                _at++;
                break;
        }
    }

    private void BeginLine() => _isOptional = _at < _source.Length && _source[_at] is ' ' or '\t';

    private void SkipText(char quote)
    {
        var triple = _at + 2 < _source.Length && _source[_at + 1] == quote && _source[_at + 2] == quote;
        var end = new string(quote, triple ? 3 : 1);
        for (_at += end.Length; _at < _source.Length; _at++)
        {
            if (_source[_at] == '\\')
            {
                _at++;
                continue;
            }
            if (_source.AsSpan(_at).StartsWith(end))
            {
                _at += end.Length;
                return;
            }
            if (!triple && _source[_at] == '\n') return;
        }
    }

    private void End()
    {
        var words = _statement.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        _statement.Clear();
        if (words is ["import", .. var modules])
        {
            foreach (var name in Names(modules)) _found.Add(new PythonImport(0, name, null, _isOptional));
        }
        else if (words is ["from", ..] && Array.IndexOf(words, "import") is > 1 and var place)
        {
            // Dots may stand apart from the name.
            var module = string.Concat(words[1..place]);
            var level = module.Length - module.TrimStart('.').Length;
            foreach (var name in Names(words[(place + 1)..])) _found.Add(new PythonImport(level, module[level..], name, _isOptional));
        }
    }

    private static IEnumerable<string> Names(string[] words) =>
        string.Join(' ', words).Split(',').Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(part => part.Length > 0).Select(part => part[0]);
}
