using System.Text;

namespace Plumb.Playbooks.Modules;

/// <summary>Finds the Python that modules import: <c>ansible.module_utils</c> in people's own folders before an installed ansible-core, and that of collections.</summary>
internal sealed class UtilitySearch(ModuleFolders folders, CollectionFolders collections, CoreInstallation? core)
{
    private const int UtilityDepth = 5;

    /// <summary>The module, or null. An ambiguous name may be that of something in the module before its last dot.</summary>
    public PythonSource? Find(IReadOnlyList<string> name, bool isAmbiguous)
    {
        foreach (var candidate in Candidates(name, isAmbiguous))
        {
            var found = candidate[0] == "ansible" ? OfAnsible(candidate) : OfCollection(candidate);
            if (found is not null) return found;
        }
        return null;
    }

    /// <summary>The names that are tried.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Candidates(IReadOnlyList<string> name, bool isAmbiguous)
    {
        // What six offers is made by itself when it is imported; there are no files of it.
        if (name is ["ansible", "module_utils", "six", ..]) return [["ansible", "module_utils", "six"]];
        var above = name[0] == "ansible" ? 2 : UtilityDepth;
        return isAmbiguous && name.Count - above > 1 ? [name, [.. name.Take(name.Count - 1)]] : [name];
    }

    private PythonSource? OfAnsible(IReadOnlyList<string> name)
    {
        if (name is ["ansible"]) return Package(name, $"from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\n__version__ = '{core?.Version}'\n__author__ = 'Ansible, Inc.'\n");
        if (name is ["ansible", "module_utils"]) return Package(name, "from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\n");
        if (name is not ["ansible", "module_utils", ..]) return null;
        var below = name.Skip(2).ToList();
        IEnumerable<string> places = core is null ? folders.Utilities : folders.Utilities.Append(core.ModuleUtilities);
        if (places.Select(p => Read(name, p, below)).FirstOrDefault(s => s is not null) is { } found) return found;
        return core is null ? null : Redirected(name, collections.Routing(Path.Combine(core.Folder, "config"), "ansible_builtin_runtime.yml", "module_utils", string.Join('.', below)));
    }

    private PythonSource? OfCollection(IReadOnlyList<string> name)
    {
        // Packages down to the folder of utilities hold nothing of their own.
        if (name.Count <= UtilityDepth) return Package(name, "");
        if (name is not [_, var space, var collection, "plugins", "module_utils", ..]) return null;
        var below = string.Join('.', name.Skip(UtilityDepth));
        if (Redirected(name, collections.Routing($"{space}.{collection}", "module_utils", below)) is { } redirected) return redirected;
        return collections.Folder($"{space}.{collection}") is { } folder ? Read(name, folder, name.Skip(3)) : null;
    }

    private static PythonSource? Read(IReadOnlyList<string> name, string folder, IEnumerable<string> below)
    {
        var path = Path.Combine([folder, .. below]);
        var package = Path.Combine(path, "__init__.py");
        if (File.Exists(package)) return new PythonSource(name, File.ReadAllBytes(package), IsPackage: true);
        return File.Exists(path + ".py") ? new PythonSource(name, File.ReadAllBytes(path + ".py"), IsPackage: false) : null;
    }

    /// <summary>A module that says it is another.</summary>
    private static PythonSource? Redirected(IReadOnlyList<string> name, Jinja.Values.PyDict? routing)
    {
        if (routing is null || !routing.TryGet("redirect", out var value) || value is not string target) return null;
        if (!target.StartsWith(CollectionFolders.Package, StringComparison.Ordinal) && target.Split('.', 3) is [var space, var collection, var rest])
            target = $"{CollectionFolders.Package}.{space}.{collection}.plugins.module_utils.{rest}";
        return Package(name, $"import sys\nimport {target} as mod\nsys.modules['{string.Join('.', name)}'] = mod\n") with { IsRedirect = true };
    }

    private static PythonSource Package(IReadOnlyList<string> name, string text) => new(name, Encoding.UTF8.GetBytes(text), IsPackage: true);
}
