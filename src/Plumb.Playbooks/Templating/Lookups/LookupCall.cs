using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Controller;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>One call of a lookup: its terms, its options, and what it may reach.</summary>
internal sealed record LookupCall(Templar Templar, TemplateVariables Variables, IReadOnlyList<object?> Terms, IReadOnlyList<KeyValuePair<string, object?>> Options)
{
    /// <summary>The text that called, where it was a template: what stands in it was written by the play's author.</summary>
    public string Source { get; init; } = "";

    public TemplarSettings Settings => Templar.Settings;

    public IControllerFiles Files => Templar.Settings.Files;

    /// <summary>The value of an option, or the default where it was not given.</summary>
    public object? Option(string name, object? otherwise = null)
    {
        foreach (var (option, value) in Options)
        {
            if (option == name) return value is Undefined undefined ? throw undefined.Fault() : value;
        }

        return otherwise;
    }

    public bool Flag(string name, bool otherwise) => Option(name, otherwise) switch
    {
        bool truth => truth,
        string text => PythonTruth.Parse(text) ?? throw InvalidOption(name, text),
        long number => number != 0,
        var value => PyValues.Truth(value),
    };

    public string? Text(string name, string? otherwise = null) => Option(name, otherwise) is { } value ? PyText.Str(value) : null;

    /// <summary>The terms as text.</summary>
    public IEnumerable<string> TextTerms() => Terms.Select(term => PyText.Str(term));

    /// <summary>A path in the places where a task's files are looked for, or null.</summary>
    public string? FindFile(string directory, string path, bool warn = true)
    {
        var found = new FileSearch(Settings, Variables).Find(directory, path);
        if (found is null && warn) Settings.Warn($"Unable to find '{path}' in expected paths (use -vvvvv to see paths)");
        return found;
    }

    private static TemplatingException InvalidOption(string name, string text) =>
        new(TemplatingFault.Options, $"Invalid type for configuration option setting: {name} was '{text}', which is no truth value");
}
