using Plumb.Core.Diagnostics;
using Plumb.Operations.Data;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Yaml;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Documentation of modules that people wrote, as these have it in themselves.</summary>
internal static class CustomModuleDocs
{
    /// <summary>What a module says of itself, or null where there is none of the name, or it says nothing.</summary>
    public static PluginDoc? Find(ModuleLibrary library, string name, DiagnosticBag diagnostics)
    {
        if (library.Documentation(name) is not { } source || YamlReader.ReadDocument(source, diagnostics) is not { } node || YamlData.Read(node, diagnostics) is not MapData read) return null;
        // Beside a module of another language the text stands under its name.
        var written = read["DOCUMENTATION"] as MapData ?? read;
        var parts = name.Split('.', 3);
        var (collection, plain) = parts.Length == 3 ? ($"{parts[0]}.{parts[1]}", parts[2]) : ("ansible.legacy", name);
        return new PluginDoc("module", plain, collection, Text(written["short_description"]).TrimEnd('.'))
        {
            Origin = source.Name,
            Description = written["description"] switch { null or NullData => [], ListData list => [.. list.Items.Select(Text)], var one => [Text(one)] },
            Options = EntryPointDoc.OptionsOf(written["options"]),
        };
    }

    private static string Text(DataValue? value) => value is null or NullData ? "" : PythonText.Str(value).Trim();
}
