using System.Text;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>
/// An INI file as Python's <c>configparser</c> reads it: whole-line comments, values over several indented lines, defaults for all
/// sections, and <c>%(name)s</c> in values.
/// </summary>
internal sealed class ConfigParserText
{
    private const string Defaults = "DEFAULT";
    private const int DeepestInterpolation = 10;

    private readonly Dictionary<string, Dictionary<string, string?>> _sections = new(StringComparer.Ordinal);
    private readonly bool _caseSensitive;

    private ConfigParserText(bool caseSensitive) => _caseSensitive = caseSensitive;

    public static ConfigParserText Read(string text, string file, bool caseSensitive, bool allowNoValue)
    {
        var ini = new ConfigParserText(caseSensitive);
        ini._sections[Defaults] = [];
        var reader = new Reader(ini, file, allowNoValue);
        foreach (var line in text.Split('\n')) reader.Line(line.TrimEnd('\r'));
        reader.Finish();
        return ini;
    }

    /// <summary>The entries of a section with the defaults behind them, or null where there is no such section.</summary>
    public IReadOnlyDictionary<string, string?>? Section(string name)
    {
        if (name == Defaults || !_sections.TryGetValue(name, out var own)) return null;
        var all = new Dictionary<string, string?>(own, StringComparer.Ordinal);
        foreach (var (key, value) in _sections[Defaults]) all.TryAdd(key, value);
        return all;
    }

    public string? Interpolated(string section, string key) => Interpolated(section, key, 1);

    private string? Interpolated(string section, string key, int depth)
    {
        var entries = Section(section) ?? throw TemplatingException.Lookup($"No section: '{section}'");
        if (entries[key] is not { } value || !value.Contains('%', StringComparison.Ordinal)) return entries[key];
        if (depth > DeepestInterpolation) throw Fault("configparser.InterpolationDepthError", $"Recursion limit exceeded in value substitution: option '{key}' in section '{section}' contains an interpolation key which cannot be substituted in {DeepestInterpolation} steps. Raw value: '{value}'");

        var output = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] != '%')
            {
                output.Append(value[at]);
                continue;
            }

            var next = at + 1 < value.Length ? value[at + 1] : '\0';
            if (next == '%')
            {
                output.Append('%');
                at++;
                continue;
            }

            var close = next == '(' ? value.IndexOf(")s", at, StringComparison.Ordinal) : -1;
            if (close < 0) throw Fault("configparser.InterpolationSyntaxError", $"'%' must be followed by '%' or '(', found: '{value[at..]}'");
            var name = _caseSensitive ? value[(at + 2)..close] : value[(at + 2)..close].ToLowerInvariant();
            if (!entries.ContainsKey(name)) throw Fault("configparser.InterpolationMissingOptionError", $"Bad value substitution: option '{key}' in section '{section}' contains an interpolation key '{name}' which is not a valid option name. Raw value: '{value}'");
            output.Append(Interpolated(section, name, depth + 1));
            at = close + 1;
        }

        return output.ToString();
    }

    private static TemplatingException Fault(string pythonClass, string message) => TemplatingException.Python(pythonClass, message);

    private sealed class Reader(ConfigParserText ini, string file, bool allowNoValue)
    {
        private readonly List<string> _value = [];
        private Dictionary<string, string?>? _section;
        private string _sectionName = "";
        private string? _key;
        private int _indent;
        private int _number;

        public void Line(string line)
        {
            _number++;
            var text = line.Trim();
            var isComment = text.StartsWith('#') || text.StartsWith(';');
            if (isComment || text.Length == 0)
            {
                // An empty line belongs to the value that goes on after it.
                if (!isComment && _key is not null && _value.Count > 0) _value.Add("");
                return;
            }

            var indent = line.Length - line.TrimStart().Length;
            if (_section is not null && _key is not null && indent > _indent && _value.Count > 0)
            {
                _value.Add(text);
                return;
            }

            Finish();
            _indent = indent;
            if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var close) Open(text[1..close]);
            else Entry(text);
        }

        public void Finish()
        {
            if (_section is not null && _key is not null && _value.Count > 0) _section[_key] = string.Join('\n', _value).TrimEnd();
            _key = null;
            _value.Clear();
        }

        private void Open(string name)
        {
            _sectionName = name;
            if (name != Defaults && ini._sections.ContainsKey(name)) throw Fault("configparser.DuplicateSectionError", $"While reading from '<???>' [line {_number,2}]: section '{name}' already exists");
            if (!ini._sections.TryGetValue(name, out _section)) ini._sections[name] = _section = new(StringComparer.Ordinal);
        }

        private void Entry(string text)
        {
            if (_section is null) throw Fault("configparser.MissingSectionHeaderError", $"File contains no section headers.\nfile: '<???>', line: {_number}\n'{text}\\n'");
            var separator = text.AsSpan().IndexOfAny('=', ':');
            if (separator <= 0 && !allowNoValue) throw Fault("configparser.ParsingError", $"Source contains parsing errors: '<???>'\n\t[line {_number,2}]: '{text}\\n'");
            var name = (separator < 0 ? text : text[..separator]).TrimEnd();
            _key = ini._caseSensitive ? name : name.ToLowerInvariant();
            if (_section.ContainsKey(_key)) throw TemplatingException.Lookup($"Duplicate option in '{file}': While reading from '<???>' [line {_number,2}]: option '{_key}' in section '{_sectionName}' already exists");
            _section[_key] = separator < 0 ? null : "";
            if (separator >= 0) _value.Add(text[(separator + 1)..].Trim());
        }
    }
}
