using Plumb.Conformance.Functions;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Conformance.Configuration;

/// <summary>A folder as the configuration loader sees it, and what the loader says of it.</summary>
internal sealed record LoadedConfiguration(string Folder, ModuleConfig Module, DiagnosticBag Diagnostics)
{
    /// <summary>The folder alone, without the modules it calls.</summary>
    public static LoadedConfiguration OfModule(string folder)
    {
        var diagnostics = new DiagnosticBag();
        return new LoadedConfiguration(folder, new ConfigurationLoader(EnvironmentOf(folder)).LoadModule(folder, diagnostics), diagnostics);
    }

    /// <summary>The folder and the modules it calls from folders beside it; those only if it is sound itself.</summary>
    public static LoadedConfiguration OfTree(string folder)
    {
        var root = OfModule(folder);
        if (root.Diagnostics.HasErrors) return root;
        var environment = EnvironmentOf(folder);
        LocalModules.Install(root.Module, environment);
        var diagnostics = new DiagnosticBag();
        var tree = new ConfigurationLoader(environment).LoadTree(folder, diagnostics);
        if (tree is not null && !diagnostics.HasErrors) ReferenceValidator.Validate(tree, diagnostics);
        return root with { Diagnostics = diagnostics };
    }

    private static StaticEnvironment EnvironmentOf(string folder) => new()
    {
        RootDirectory = folder,
        WorkingDirectory = folder,
        DataDirectory = Path.Combine(folder, ".terraform"),
        FindFunction = LanguageFunctions.Find,
    };
}
