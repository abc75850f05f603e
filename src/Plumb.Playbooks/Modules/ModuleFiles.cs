namespace Plumb.Playbooks.Modules;

/// <summary>Looks for the file of a module in a folder: any ending will do but those of notes and leftovers.</summary>
internal static class ModuleFiles
{
    private static readonly string[] NeverModules = [".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".yaml", ".yml", ".ini", ".json"];

    public static string? Find(string folder, string name, IReadOnlyList<string> ignoredEndings)
    {
        // Groups of modules are named like paths, and no module is.
        if (name.Contains('/', StringComparison.Ordinal) || !Directory.Exists(folder)) return null;
        var endings = ignoredEndings.Count == 0 ? NeverModules : ignoredEndings;
        // Python first: the ending it has decides nothing, but of two files the peer takes the one that is a plugin's.
        var python = Path.Combine(folder, name + ".py");
        if (File.Exists(python)) return python;
        return Directory.EnumerateFiles(folder, name + "*")
            .Where(f => (Path.GetFileName(f) == name || Path.GetFileNameWithoutExtension(f) == name) && !endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
