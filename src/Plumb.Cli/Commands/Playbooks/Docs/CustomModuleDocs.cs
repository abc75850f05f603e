using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Operations.Data;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Yaml;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Documentation of modules that people wrote, as these have it in themselves.</summary>
internal static class CustomModuleDocs
{
    /// <summary>What a module says of itself, or null where there is none of the name, or it says nothing.</summary>
    /// <param name="library">Where modules are.</param>
    /// <param name="name">What tasks call it.</param>
    /// <param name="diagnostics">Takes faults in what is written.</param>
    /// <param name="warn">Is told what the module asks for and is not there.</param>
    public static PluginDoc? Find(ModuleLibrary library, string name, DiagnosticBag diagnostics, Action<string> warn)
    {
        if (library.Documentation(name) is not { } source || Read(source, diagnostics) is not { } read) return null;
        // Beside a module of another language the text stands under its name.
        var written = read["DOCUMENTATION"] as MapData ?? read;
        var options = WithFragments(library, source, written, diagnostics, warn);
        var parts = name.Split('.', 3);
        var (collection, plain) = parts.Length == 3 ? ($"{parts[0]}.{parts[1]}", parts[2]) : ("ansible.legacy", name);
        return new PluginDoc("module", plain, collection, Text(written["short_description"]).TrimEnd('.'))
        {
            Origin = source.Name,
            Description = written["description"] switch { null or NullData => [], ListData list => [.. list.Items.Select(Text)], var one => [Text(one)] },
            Options = EntryPointDoc.OptionsOf(options),
        };
    }

    private static MapData? Read(SourceFile source, DiagnosticBag diagnostics) =>
        YamlReader.ReadDocument(source, diagnostics) is { } node ? YamlData.Read(node, diagnostics) as MapData : null;

    /// <summary>The options of a module with those that it has in common with others. What it says itself of an option counts.</summary>
    private static MapData WithFragments(ModuleLibrary library, SourceFile source, MapData written, DiagnosticBag diagnostics, Action<string> warn)
    {
        var options = written["options"] as MapData ?? MapData.Empty;
        string[] names = written["extends_documentation_fragment"] switch { null or NullData => [], ListData list => [.. list.Items.Select(Text)], var one => [Text(one)] };
        List<string> unknown = [];
        foreach (var name in names)
        {
            if (library.Fragment(name) is not { } fragment) unknown.Add(name);
            else if (Read(fragment, diagnostics)?["options"] is MapData shared) options = options.With(new MapData([.. shared.Entries.Select(e => KeyValuePair.Create(e.Key, Merged(e.Value, options[e.Key])))]));
        }
        if (unknown.Count > 0) warn($"unknown doc_fragment(s) in file {source.Name}: {string.Join(", ", unknown)}");
        return options;
    }

    private static DataValue Merged(DataValue shared, DataValue? own) => (shared, own) switch
    {
        (MapData lower, MapData upper) => lower.With(upper),
        _ => own is null or NullData ? shared : own,
    };

    private static string Text(DataValue? value) => value is null or NullData ? "" : PythonText.Str(value).Trim();
}
