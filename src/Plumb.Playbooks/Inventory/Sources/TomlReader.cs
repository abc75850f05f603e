using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Reads TOML 1.0 (https://toml.io/en/v1.0.0) into values of templates. A fault is an <see cref="InventoryException"/> with its line.</summary>
internal sealed class TomlReader
{
    private const int MaximumDepth = 64;

    private readonly TomlCursor _cursor;
    private readonly PyDict _root = new();

    // Tables that a header or a dotted key has made and that may not be defined again.
    private readonly HashSet<PyDict> _defined = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PyDict> _closed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PyList> _arraysOfTables = new(ReferenceEqualityComparer.Instance);

    private TomlReader(string text, string path) => _cursor = new TomlCursor(text, path);

    public static PyDict Read(string text, string path)
    {
        var reader = new TomlReader(text, path);
        reader.ReadDocument();
        return reader._root;
    }

    private void ReadDocument()
    {
        var table = _root;
        for (_cursor.SkipEmptyLines(); !_cursor.AtEnd; _cursor.SkipEmptyLines())
        {
            if (_cursor.Current == '[') table = ReadHeader();
            else ReadPair(table, 0);
            _cursor.EndLine();
        }
    }

    private PyDict ReadHeader()
    {
        var isArray = _cursor.TryTake("[[");
        if (!isArray) _cursor.Take('[');
        var path = ReadKey();
        if (isArray) _cursor.Take(']');
        _cursor.Take(']');
        var parent = Descend(_root, path.Take(path.Count - 1), throughArrays: true);
        var name = path[^1];
        if (isArray) return AppendTable(parent, name);
        if (!parent.TryGet(name, out var known))
        {
            var made = new PyDict();
            parent[name] = made;
            _defined.Add(made);
            return made;
        }
        if (known is not PyDict table || _closed.Contains(table) || !_defined.Add(table)) throw _cursor.Fault($"the table {name} is defined twice");
        return table;
    }

    private PyDict AppendTable(PyDict parent, string name)
    {
        if (!parent.TryGet(name, out var known))
        {
            var made = new PyList();
            _arraysOfTables.Add(made);
            parent[name] = known = made;
        }
        if (known is not PyList list || !_arraysOfTables.Contains(list)) throw _cursor.Fault($"{name} is no array of tables");
        var table = new PyDict();
        list.Items.Add(table);
        return table;
    }

    private void ReadPair(PyDict table, int depth)
    {
        var path = ReadKey();
        _cursor.SkipBlanks();
        _cursor.Take('=');
        var target = Descend(table, path.Take(path.Count - 1), throughArrays: false);
        if (target.ContainsKey(path[^1])) throw _cursor.Fault($"the key {path[^1]} is defined twice");
        target[path[^1]] = ReadValue(depth);
    }

    private PyDict Descend(PyDict table, IEnumerable<string> path, bool throughArrays)
    {
        foreach (var name in path)
        {
            if (!table.TryGet(name, out var known)) table[name] = known = new PyDict();
            if (throughArrays && known is PyList list && _arraysOfTables.Contains(list)) known = list.Items[^1];
            if (known is not PyDict next || _closed.Contains(next)) throw _cursor.Fault($"{name} is no table that can be added to");
            table = next;
        }
        return table;
    }

    private List<string> ReadKey()
    {
        var path = new List<string>();
        do
        {
            _cursor.SkipBlanks();
            path.Add(_cursor.Current is '"' or '\'' ? TomlText.Read(_cursor, allowsLines: false) : _cursor.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-', "a key"));
            _cursor.SkipBlanks();
        }
        while (_cursor.TryTake("."));
        return path;
    }

    private object? ReadValue(int depth)
    {
        if (depth > MaximumDepth) throw _cursor.Fault($"values are nested in more than {MaximumDepth} levels");
        _cursor.SkipBlanks();
        switch (_cursor.Current)
        {
            case '"' or '\'':
                var text = TomlText.Read(_cursor, allowsLines: true);
                return TemplateText.IsTemplate(text) ? new TemplateText(text) : text;
            case '[':
                return ReadArray(depth);
            case '{':
                return ReadInlineTable(depth);
            default:
                var word = _cursor.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.' or ':', "a value");
                // A date and its time may be apart by one blank.
                if (word.Length == 10 && word[4] == '-' && _cursor.Current == ' ' && char.IsAsciiDigit(_cursor.Peek(1))) word += "T" + _cursor.TakeTime();
                return TomlWords.Read(word) ?? throw _cursor.Fault($"{word} is no value");
        }
    }

    private PyList ReadArray(int depth)
    {
        var items = new List<object?>();
        _cursor.Take('[');
        while (true)
        {
            _cursor.SkipEmptyLines();
            if (_cursor.TryTake("]")) return new PyList(items);
            items.Add(ReadValue(depth + 1));
            _cursor.SkipEmptyLines();
            if (_cursor.TryTake(",")) continue;
            _cursor.Take(']');
            return new PyList(items);
        }
    }

    private PyDict ReadInlineTable(int depth)
    {
        var table = new PyDict();
        _cursor.Take('{');
        _cursor.SkipBlanks();
        if (_cursor.TryTake("}")) return Close(table);
        do
        {
            ReadPair(table, depth + 1);
            _cursor.SkipBlanks();
        }
        while (_cursor.TryTake(","));
        _cursor.Take('}');
        return Close(table);
    }

    private PyDict Close(PyDict table)
    {
        _closed.Add(table);
        return table;
    }
}
