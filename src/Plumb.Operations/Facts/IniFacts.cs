using Plumb.Operations.Data;

namespace Plumb.Operations.Facts;

/// <summary>Reads an INI file as Python's configparser does: sections, keys in lower case, values over several indented lines.</summary>
internal sealed class IniFacts
{
    private readonly Dictionary<string, OrderedDictionary<string, string>> _sections = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, string> _defaults = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    private OrderedDictionary<string, string>? _section;
    private string? _key;

    /// <summary>The file's sections as maps; null where it is no INI file.</summary>
    public static MapData? Read(string text)
    {
        var reader = new IniFacts();
        return text.ReplaceLineEndings("\n").Split('\n').All(reader.ReadLine) ? reader.Build() : null;
    }

    private bool ReadLine(string line)
    {
        var content = line.Trim();
        if (content.Length == 0 || content[0] is '#' or ';')
        {
            if (content.Length == 0 && _key is not null && _section is not null) _section[_key] += "\n";
            return true;
        }
        if (char.IsWhiteSpace(line[0]) && _section is not null && _key is not null)
        {
            _section[_key] += "\n" + content;
            return true;
        }
        return content[0] == '[' && content.IndexOf(']', StringComparison.Ordinal) is > 0 and var close ? OpenSection(content[1..close]) : ReadEntry(content);
    }

    private bool OpenSection(string name)
    {
        _key = null;
        if (name == "DEFAULT")
        {
            _section = _defaults;
            return true;
        }
        _order.Add(name);
        _section = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        return _sections.TryAdd(name, _section);
    }

    private bool ReadEntry(string content)
    {
        if (_section is null) return false;
        var separator = content.AsSpan().IndexOfAny('=', ':');
        if (separator <= 0) return false;
        _key = content[..separator].Trim().ToLowerInvariant();
        var isDefault = ReferenceEquals(_section, _defaults);
        if (_section.ContainsKey(_key) && !isDefault) return false;
        _section[_key] = content[(separator + 1)..].Trim();
        return true;
    }

    private MapData Build()
    {
        var result = new MapBuilder();
        foreach (var name in _order)
        {
            var section = new MapBuilder();
            foreach (var (key, value) in _defaults) section.Add(key, value.TrimEnd('\n'));
            foreach (var (key, value) in _sections[name]) section.Add(key, value.TrimEnd('\n'));
            result.Add(name, section);
        }
        return result.Build();
    }
}
