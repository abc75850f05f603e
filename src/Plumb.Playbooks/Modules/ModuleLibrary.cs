using Plumb.Core.Text;
using Plumb.Operations.Running;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Modules;

/// <summary>The modules that people wrote, for those who want to read about one. Nothing is run.</summary>
public sealed class ModuleLibrary
{
    private static readonly string[] Endings = [".yml", ".yaml"];

    private readonly ActionSearch _search;
    private readonly DocumentationFragments _fragments;

    /// <param name="settings">Where the configuration says that modules are.</param>
    /// <param name="libraries">Further folders of modules.</param>
    /// <param name="playbookFolder">The folder beside which there may be modules and collections.</param>
    public ModuleLibrary(AnsibleSettings settings, IReadOnlyList<string> libraries, string playbookFolder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _search = new ActionSearch(new ActionTable(OperationTable.Builtin), settings, new DataFiles(VaultSecrets.None), libraries, playbookFolder);
        _fragments = new DocumentationFragments(_search.Collections, _search.Core, [Path.Combine(playbookFolder, "doc_fragments"), .. settings.List("DOC_FRAGMENT_PLUGIN_PATH")]);
    }

    /// <summary>What a module says of itself, as YAML: the text DOCUMENTATION in it, or a file beside it. Null where there is no such module or no such text.</summary>
    public SourceFile? Documentation(string name)
    {
        if (_search.FileOf(name) is not { } module) return null;
        foreach (var beside in Endings.Select(e => Path.ChangeExtension(module.Path, e)).Where(File.Exists)) return new SourceFile(beside, File.ReadAllText(beside));
        return PythonTexts.Find(File.ReadAllText(module.Path), "DOCUMENTATION") is { } text ? new SourceFile(module.Path, text) : null;
    }

    /// <summary>What several modules have in common to say of themselves, by the name under which they extend it. Null where there is no such fragment.</summary>
    public SourceFile? Fragment(string name) => _fragments.Find(name);
}
