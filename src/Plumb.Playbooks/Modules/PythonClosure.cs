using System.Text;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// Everything that a module in Python needs of <c>ansible.module_utils</c> and of collections: what it imports, what that imports, and the
/// packages around all of it.
/// </summary>
internal sealed class PythonClosure(ModuleFile module, UtilitySearch search, bool hasCore)
{
    private static readonly string[] Basic = ["ansible", "module_utils", "basic"];

    private readonly SortedDictionary<string, PythonSource> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Queue<(IReadOnlyList<string> Name, bool IsAmbiguous, bool IsOptional)> _waiting = new();

    /// <exception cref="TaskFailure">Something that it cannot do without is nowhere.</exception>
    public IReadOnlyCollection<PythonSource> Of(byte[] source)
    {
        // The arguments are handed over in there.
        Ask(Basic, isAmbiguous: false, isOptional: false);
        Follow(Encoding.UTF8.GetString(source), module.PythonName.Split('.'), isPackage: false);
        while (_waiting.TryDequeue(out var next)) Take(next.Name, next.IsAmbiguous, next.IsOptional);
        return _sources.Values;
    }

    private void Ask(IReadOnlyList<string> name, bool isAmbiguous, bool isOptional)
    {
        // An import that may fail must not keep the same one, where it may not, from being asked for.
        if (_asked.Add($"{string.Join('.', name)} {isOptional}")) _waiting.Enqueue((name, isAmbiguous, isOptional));
    }

    private void Take(IReadOnlyList<string> name, bool isAmbiguous, bool isOptional)
    {
        if (_sources.ContainsKey(string.Join('.', name))) return;
        if (search.Find(name, isAmbiguous) is not { } found)
        {
            if (isOptional) return;
            throw Missing(name, isAmbiguous);
        }
        if (!_sources.TryAdd(found.DottedName, found)) return;
        Follow(Encoding.UTF8.GetString(found.Text), found.Name, found.IsPackage);
        for (var length = found.Name.Count - 1; length > 0; length--) TakePackage([.. found.Name.Take(length)]);
    }

    /// <summary>A package around a module; one that has no file is empty.</summary>
    private void TakePackage(IReadOnlyList<string> name)
    {
        var dotted = string.Join('.', name);
        if (_sources.ContainsKey(dotted)) return;
        var found = search.Find(name, isAmbiguous: false) ?? new PythonSource(name, [], IsPackage: true);
        _sources[dotted] = found;
        Follow(Encoding.UTF8.GetString(found.Text), name, isPackage: true);
    }

    private void Follow(string source, IReadOnlyList<string> name, bool isPackage)
    {
        foreach (var import in PythonImports.Find(source))
        {
            if (Absolute(import, name, isPackage) is not { } module) continue;
            if (import.Name is null)
            {
                if (IsUtility(module)) Ask(module, isAmbiguous: true, import.IsOptional);
            }
            else if (IsUtility(module) || IsFolderOfUtilities(module))
            {
                Ask([.. module, import.Name], isAmbiguous: true, import.IsOptional);
            }
        }
    }

    private static string[]? Absolute(PythonImport import, IReadOnlyList<string> name, bool isPackage)
    {
        var module = import.Module.Length == 0 ? [] : import.Module.Split('.');
        if (import.Level == 0) return module;
        var up = isPackage ? import.Level - 1 : import.Level;
        return up > name.Count ? null : [.. name.Take(name.Count - up), .. module];
    }

    private static bool IsUtility(IReadOnlyList<string> name) =>
        name is ["ansible", "module_utils", _, ..] or [CollectionFolders.Package, _, _, "plugins", "module_utils", _, ..];

    private static bool IsFolderOfUtilities(IReadOnlyList<string> name) => name is ["ansible", "module_utils"] or [CollectionFolders.Package, _, _, "plugins", "module_utils"];

    private TaskFailure Missing(IReadOnlyList<string> name, bool isAmbiguous)
    {
        if (!hasCore && name[0] == "ansible")
            return new TaskFailure($"The module {module.Name} ({module.Path}) imports {string.Join('.', name)}, which comes with ansible-core, and no ansible-core was found on this machine. Install it (such as by 'pip install ansible-core'), or name the folder of its package by the variable {CoreInstallation.Variable}; hosts do not need it.");
        var looked = string.Join(", ", UtilitySearch.Candidates(name, isAmbiguous).Select(c => $"'{string.Join('.', c)}'"));
        return new TaskFailure($"Could not find imported module support code for {module.PythonName}.  Looked for ([{looked}])");
    }
}
