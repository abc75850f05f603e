using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Snapshots;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Engine.Configuration;

/// <summary>
/// Reads a directory of configuration files, and the modules it calls as they are installed, into a tree. Decodes and
/// checks everything that can be told without values, state or providers. That references lead to something is for
/// <see cref="References.ReferenceValidator"/> to say.
/// </summary>
public sealed class ConfigurationLoader(StaticEnvironment? environment = null)
{
    private readonly StaticEnvironment _environment = environment ?? new StaticEnvironment();

    /// <summary>The queries of the root module are part of it.</summary>
    public bool WithQueries { get; init; }

    /// <summary>One directory alone, without the modules it calls; override files merged.</summary>
    public ModuleConfig LoadModule(string directory, DiagnosticBag diagnostics)
    {
        var module = ReadModule(directory, diagnostics);
        var scope = new StaticScope(module, _environment with { RootDirectory = module.Directory }, (_, _) => null);
        foreach (var (name, call) in module.ModuleCalls.ToList())
        {
            var faults = new DiagnosticBag();
            var resolved = ModuleCallResolver.Resolve(call, scope, faults);
            // What depends on variables stays open without values for them; only names that mean nothing can be told.
            if (ModuleCallResolver.IsConstant(call)) module.ModuleCalls[name] = resolved;
            else faults = Without(TreeRules.VariableNotProvided, faults);
            diagnostics.AddRange(faults);
        }
        return module;
    }

    /// <summary>The whole tree; a module that is not installed is an error that says to run init.</summary>
    public ConfigurationTree? LoadTree(string directory, DiagnosticBag diagnostics)
    {
        var environment = _environment with { RootDirectory = ModulePath.Clean(directory) };
        if (ReadManifest(environment, diagnostics) is not { } manifest) return null;
        var root = ReadModule(directory, diagnostics, WithQueries);
        var installed = new InstalledModules(manifest, environment, diagnostics);
        var builder = new TreeBuilder(root, environment, diagnostics);
        while (builder.TryNext(out var call))
            if (installed.Locate(call) is { } found) builder.Enter(call, found);
        return Complete(builder, diagnostics);
    }

    /// <summary>The tree that a snapshot was taken of, whatever became of the files since.</summary>
    public ConfigurationTree LoadSnapshot(ConfigurationSnapshot snapshot, DiagnosticBag diagnostics)
    {
        var environment = _environment with { RootDirectory = snapshot.RootDirectory };
        var root = ModuleDecoder.Decode(snapshot.RootDirectory, snapshot.Read(snapshot.RootDirectory, diagnostics), diagnostics);
        var builder = new TreeBuilder(root, environment, diagnostics, snapshot.Read);
        while (builder.TryNext(out var call))
            if (snapshot.DirectoryOf(call.Address) is { } found) builder.Enter(call, found);
        return Complete(builder, diagnostics);
    }

    /// <summary>The tree with the checks that need all of it.</summary>
    internal static ConfigurationTree Complete(TreeBuilder builder, DiagnosticBag diagnostics)
    {
        var tree = builder.Finish();
        // Where modules are missing or faulty, what is said of the providers between them would be noise.
        if (!diagnostics.HasErrors) ProviderPassing.Validate(tree, diagnostics);
        LanguageRequirement.Check(tree, diagnostics);
        return tree;
    }

    private static DiagnosticBag Without(DiagnosticRule rule, DiagnosticBag faults)
    {
        var kept = new DiagnosticBag();
        kept.AddRange(faults.Where(f => f.Rule != rule));
        return kept;
    }

    internal static ModuleConfig ReadModule(string directory, DiagnosticBag diagnostics, bool withQueries = false)
    {
        var clean = ModulePath.Clean(directory);
        return ModuleDecoder.Decode(clean, ModuleDirectory.Read(clean, withQueries, diagnostics) ?? [], diagnostics);
    }

    internal static ModuleManifest? ReadManifest(StaticEnvironment environment, DiagnosticBag diagnostics)
    {
        try
        {
            return ModuleManifest.Read(environment.ModulesDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            diagnostics.Add(new Diagnostic(TreeRules.ManifestUnreadable, null, $"The list of installed modules in {environment.ModulesDirectory} cannot be read: {e.Message}")
            {
                Help = "Remove the file and install the modules again:\n    plumb init",
            });
            return null;
        }
    }
}
