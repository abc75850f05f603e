using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Operations.Data;
using Plumb.Playbooks.Yaml;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Finds roles with a specification of their arguments, in <c>meta/argument_specs</c> or in <c>meta/main</c>.</summary>
internal static class RoleDocs
{
    private const string Key = "argument_specs";

    private static readonly string[] Files = ["argument_specs.yml", "argument_specs.yaml", "main.yml", "main.yaml"];

    /// <summary>Roles of the folders; of roles with the same name the first one.</summary>
    public static IReadOnlyList<RoleDoc> Find(IEnumerable<string> folders, DiagnosticBag diagnostics)
    {
        var found = new SortedDictionary<string, RoleDoc>(StringComparer.Ordinal);
        foreach (var role in folders.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(role);
            if (!found.ContainsKey(name) && Read(name, role, diagnostics) is { } doc) found.Add(name, doc);
        }
        return [.. found.Values];
    }

    private static RoleDoc? Read(string name, string folder, DiagnosticBag diagnostics)
    {
        foreach (var path in Files.Select(f => Path.Combine(folder, "meta", f)).Where(File.Exists))
        {
            try
            {
                if (YamlReader.ReadDocument(new SourceFile(path, File.ReadAllText(path)), diagnostics) is YamlMapping document
                    && document.Find(Key) is { } node && YamlData.Read(node, diagnostics) is MapData points)
                    return new RoleDoc(name, folder, [.. points.Entries.Select(p => new EntryPointDoc(p.Key, p.Value as MapData ?? MapData.Empty))]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(YamlRules.Unreadable, null, $"{path}: {e.Message}");
            }
        }
        return null;
    }
}
