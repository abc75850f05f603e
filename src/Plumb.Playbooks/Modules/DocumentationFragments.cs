using Plumb.Core.Text;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// Finds what modules have in common to say of themselves. A fragment is a file of Python in a collection, by its full name, or in a folder of
/// fragments; the last part of a name may be a text in the file other than DOCUMENTATION.
/// </summary>
internal sealed class DocumentationFragments(CollectionFolders collections, Lazy<CoreInstallation?> core, IReadOnlyList<string> folders)
{
    private const string Folder = "doc_fragments";

    public SourceFile? Find(string name)
    {
        if (FileOf(name) is { } whole) return Text(whole, "DOCUMENTATION");
        var dot = name.LastIndexOf('.');
        return dot > 0 && FileOf(name[..dot]) is { } file ? Text(file, name[(dot + 1)..].ToUpperInvariant()) : null;
    }

    private static SourceFile? Text(string file, string name) => PythonTexts.Find(File.ReadAllText(file), name) is { } text ? new SourceFile(file, text) : null;

    private string? FileOf(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal)) return null;
        IEnumerable<string> places = name.Split('.', 3) switch
        {
            ["ansible", "builtin" or "legacy", var own] => OfCore(own),
            [var space, var collection, var rest] when collections.Folder($"{space}.{collection}") is { } folder => [Path.Combine([folder, "plugins", Folder, .. rest.Split('.')])],
            [var plain] => [.. folders.Select(f => Path.Combine(f, plain)), .. OfCore(plain)],
            _ => [],
        };
        return places.Select(p => p + ".py").FirstOrDefault(File.Exists);
    }

    private IEnumerable<string> OfCore(string name) => core.Value is { } installed ? [Path.Combine(installed.Folder, "plugins", Folder, name)] : [];
}
