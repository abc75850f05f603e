using System.Globalization;
using System.Text;

namespace Plumb.Cli.Rendering;

/// <summary>Finds where in a JSON text a place is: <c>resource.random_pet.a[0]</c>. Text that is not quite JSON is taken as far as it makes sense.</summary>
internal sealed class JsonPlace
{
    private readonly Stack<Container> _open = [];
    private readonly string _text;
    private int _at;

    private JsonPlace(string text) => _text = text;

    /// <summary>The names and indexes that lead to the innermost object or array around a place; null at the outermost.</summary>
    public static string? Around(string text, int offset)
    {
        var place = new JsonPlace(text);
        for (; place._at < text.Length && place._at <= offset; place._at++) place.Read(offset);
        var path = new StringBuilder();
        foreach (var container in place._open.Reverse().Skip(1)) path.Append(container.Step);
        return path.Length == 0 ? null : path.ToString(path[0] == '.' ? 1 : 0, path.Length - (path[0] == '.' ? 1 : 0));
    }

    private void Read(int offset)
    {
        switch (_text[_at])
        {
            case '{' or '[':
                _open.Push(new Container(_text[_at] == '[', _open.TryPeek(out var parent) ? parent.NextStep : ""));
                break;
            case '}' or ']' when _at < offset:
                _open.TryPop(out _);
                break;
            case ',' when _open.TryPeek(out var list):
                list.Index++;
                break;
            case '"':
                ReadString();
                break;
        }
    }

    /// <summary>Leaves off at the closing quote. What stands before a colon is a name; any other string is forgotten with the next one.</summary>
    private void ReadString()
    {
        var start = ++_at;
        while (_at < _text.Length && _text[_at] != '"') _at += _text[_at] == '\\' ? 2 : 1;
        if (!_open.TryPeek(out var container) || container.IsArray) return;
        var next = _at + 1;
        while (next < _text.Length && char.IsWhiteSpace(_text[next])) next++;
        if (next < _text.Length && _text[next] == ':') container.Name = _text[start..Math.Min(_at, _text.Length)];
    }

    private sealed class Container(bool isArray, string step)
    {
        public bool IsArray => isArray;

        /// <summary>What leads here from the container around it.</summary>
        public string Step => step;

        public string Name { get; set; } = "";

        public int Index { get; set; }

        public string NextStep => isArray ? string.Create(CultureInfo.InvariantCulture, $"[{Index}]") : "." + Name;
    }
}
