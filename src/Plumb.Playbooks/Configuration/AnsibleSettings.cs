using System.Diagnostics;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Configuration;

/// <summary>
/// The settings of a run, from environment variables, ansible.cfg and defaults, in that order. <see cref="SettingTable"/> lists
/// them; the properties here are those that the code asks for. Read once at the start, immutable.
/// </summary>
public sealed partial class AnsibleSettings
{
    private const string HomeMark = "{ANSIBLE_HOME}";

    private readonly Dictionary<string, SettingValue> _values = [];
    private readonly IniFile? _file;
    private readonly RunEnvironment _environment;
    private readonly DiagnosticBag _diagnostics;
    private readonly SettingReader _reader;

    private AnsibleSettings(RunEnvironment environment, string? path, IniFile? file, DiagnosticBag diagnostics)
    {
        (_environment, ConfigFile, _file, _diagnostics) = (environment, path, file, diagnostics);
        _reader = new SettingReader(environment);
        var home = SettingTable.All.First(d => d.Name == "ANSIBLE_HOME");
        _values[home.Name] = Decide(home);
        foreach (var definition in SettingTable.All) _values[definition.Name] = Decide(definition);
    }

    /// <summary>The file in use, null where there is none.</summary>
    public string? ConfigFile { get; }

    /// <summary>Every setting, in the order of names.</summary>
    public IEnumerable<SettingValue> All => SettingTable.All.Select(d => _values[d.Name]);

    /// <summary>A setting by its name in the table; another name is a fault of the caller.</summary>
    public SettingValue this[string name] => _values[name];

    public static AnsibleSettings Load(RunEnvironment environment, DiagnosticBag diagnostics, string? configFile = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var path = configFile ?? ConfigFileSearch.Find(environment, diagnostics);
        return new AnsibleSettings(environment, path, path is null ? null : ReadFile(path, diagnostics), diagnostics);
    }

    /// <summary>
    /// An option that belongs to a plugin rather than to the table, such as ssh_connection.ssh_args: the text of the last of the variables that is
    /// set, or else of the last place in the file that is.
    /// </summary>
    public string? FindOption(string iniPlaces, string variables) =>
        Find(new SettingDefinition("", SettingType.Raw, null, iniPlaces, variables)) is { } found ? SettingReader.Unquote(found.Text) : null;

    public bool Flag(string name) => this[name].Value is true;

    public long Number(string name) => this[name].Value is long number ? number : 0;

    public string? Text(string name) => this[name].Value switch
    {
        null => null,
        var value => PyValues.Str(value),
    };

    public IReadOnlyList<string> List(string name) => this[name].Value is PyList list ? [.. list.Select(PyValues.Str)] : [];

    /// <summary>A setting that is a dictionary of words.</summary>
    public IReadOnlyDictionary<string, string> Words(string name) =>
        this[name].Value is PyDict dict ? dict.Entries.ToDictionary(e => PyValues.Str(e.Key), e => PyValues.Str(e.Value), StringComparer.Ordinal) : new Dictionary<string, string>();

    private static IniFile? ReadFile(string path, DiagnosticBag diagnostics)
    {
        try
        {
            return IniFile.Parse(new SourceFile(path, File.ReadAllText(path)), diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(ConfigurationRules.Unreadable, null, $"{path}: {e.Message}");
            return null;
        }
    }

    private SettingValue Decide(SettingDefinition definition)
    {
        if (Find(definition) is { } found)
        {
            var folder = found.Span is null ? null : Path.GetDirectoryName(ConfigFile);
            var value = _reader.Read(definition.Type, found.Text, folder, out var complaint);
            if (complaint is null && !Allows(definition, value)) complaint = $"\"{found.Text}\" is none of {string.Join(", ", definition.AllowedValues)}";
            if (complaint is null) return new SettingValue(definition, value, found.Origin);
            // A variable of the environment that is set to nothing does not count where nothing is no value.
            if (found is { Text: "", Span: null }) return new SettingValue(definition, Default(definition), SettingValue.DefaultOrigin);
            _diagnostics.Add(new Diagnostic(ConfigurationRules.Value, found.Span, $"Invalid type for configuration option setting: {definition.Name} (from {found.Origin}): {complaint}"));
        }
        return new SettingValue(definition, Default(definition), SettingValue.DefaultOrigin);
    }

    private static bool Allows(SettingDefinition definition, object? value)
    {
        var allowed = definition.AllowedValues;
        if (allowed.Count == 0) return true;
        return value is PyList list ? list.All(item => allowed.Contains(PyValues.Str(item))) : allowed.Contains(PyValues.Str(value));
    }

    private object? Default(SettingDefinition definition)
    {
        if (definition.Default is not { } text) return null;
        if (text.Contains(HomeMark, StringComparison.Ordinal)) text = text.Replace(HomeMark, PyValues.Str(_values["ANSIBLE_HOME"].Value), StringComparison.Ordinal);
        return _reader.Read(definition.Type, text, null, out var complaint) is var value && complaint is null ? value : throw new UnreachableException(complaint);
    }

    private (string Text, string Origin, SourceSpan? Span)? Find(SettingDefinition definition)
    {
        foreach (var variable in definition.Environment.Reverse())
            if (_environment.Variable(variable) is { } text) return (text, $"env: {variable}", null);
        foreach (var (section, key) in definition.Ini.Reverse())
            if (_file?.Find(section, key) is { } entry) return (entry.Value, ConfigFile ?? "", entry.Span);
        return null;
    }
}
