using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>Values of an INI file, or of one of Java's properties files.</summary>
internal static class IniLookup
{
    private static readonly string[] Names = ["type", "file", "section", "re", "encoding", "default", "case_sensitive", "allow_no_value", "allow_none"];

    public static readonly Lookup Definition = new("ini", Run);

    private static List<object?> Run(LookupCall call)
    {
        Dictionary<string, object?> options = new(StringComparer.Ordinal)
        {
            ["type"] = "ini",
            ["file"] = "ansible.ini",
            ["section"] = "global",
            ["re"] = false,
            ["encoding"] = "utf-8",
            ["default"] = "",
            ["case_sensitive"] = false,
            ["allow_no_value"] = false,
        };
        foreach (var (name, value) in call.Options) options[name == "allow_none" ? "allow_no_value" : name] = value;

        List<object?> values = [];
        foreach (var term in call.TextTerms()) values.AddRange(Find(call, Key(term, options), options));
        return values;
    }

    /// <summary>The key in a term, which may hold options too; they stay in force for the terms after it.</summary>
    private static string Key(string term, Dictionary<string, object?> options)
    {
        if (!term.Contains('=', StringComparison.Ordinal) && !term.Trim().Contains(' ', StringComparison.Ordinal)) return term;
        string? key = null;
        foreach (var part in Phrases(term))
        {
            if (!part.Contains('=', StringComparison.Ordinal))
            {
                key ??= part;
                continue;
            }

            if (part.Split('=') is not [var name, var value]) throw TemplatingException.Lookup($"Could not use '{part}' from '{term}': too many values to unpack (expected 2)");
            options[Names.Contains(name) ? name : throw TemplatingException.Lookup($"{name} is not a valid option.")] = value;
        }

        return key ?? throw new TemplatingException(TemplatingFault.Options, $"No key to lookup was provided as first term with in string inline options: {term}");
    }

    // Words up to the next option belong together: keys and files may hold blanks.
    private static List<string> Phrases(string term)
    {
        List<string> phrases = [];
        foreach (var word in term.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
        {
            var begins = phrases.Count == 0 || Names.Any(name => word.Contains(name + "=", StringComparison.Ordinal));
            if (begins) phrases.Add(word);
            else phrases[^1] += " " + word;
        }

        return phrases;
    }

    private static IEnumerable<object?> Find(LookupCall call, string key, Dictionary<string, object?> options)
    {
        var file = PyText.Str(options["file"]);
        var isProperties = options["type"] is "properties";
        var content = call.FindFile("files", file) is { } path ? call.Files.Read(path) : null;
        if (content is null) throw TemplatingException.Failure($"Invalid filename: '{file}'");
        var text = PythonEncoding.Decode(content, PyText.Str(options["encoding"]));
        var section = isProperties ? "java_properties" : PyText.Str(options["section"]);

        var ini = ConfigParserText.Read(isProperties ? "[java_properties]\n" + text : text, file, IsTrue("case_sensitive"), IsTrue("allow_no_value"));
        if (ini.Section(section) is not { } entries) throw TemplatingException.Lookup($"No section '{section}' in {file}");
        if (IsTrue("re"))
        {
            var pattern = PythonPattern.Compile(key);
            return entries.Keys.Where(name => pattern.MatchStart(name).Success).Select(object? (name) => ini.Interpolated(section, name)).Where(value => value is not null).ToList();
        }

        var own = IsTrue("case_sensitive") ? key : key.ToLowerInvariant();
        var found = entries.ContainsKey(own) ? ini.Interpolated(section, own) : options["default"];
        return found is null ? [] : found is PyList list ? list : [found];

        bool IsTrue(string name) => options.GetValueOrDefault(name) switch { string word => PythonTruth.Parse(word) ?? true, var value => PyValues.Truth(value) };
    }
}
