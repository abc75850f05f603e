using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>Where the content of a called module is; null, with diagnostics, where that cannot be told.</summary>
internal delegate string? ModuleLocator(ModuleNode caller, ModuleCallConfig call, ModuleAddress address);

/// <summary>
/// Builds the tree of modules from the root down: resolves the sources of a module's calls, asks where each is, reads it,
/// and goes on with its calls.
/// </summary>
internal sealed class TreeBuilder(StaticEnvironment environment, ModuleLocator locate, DiagnosticBag diagnostics)
{
    private const int MaxDepth = 200;

    private readonly Dictionary<string, IReadOnlyList<ModuleFile>?> _read = new(StringComparer.Ordinal);

    /// <summary>Reads the files of a module's directory; from disk, unless something else is said.</summary>
    internal Func<string, DiagnosticBag, IReadOnlyList<ModuleFile>?> ReadDirectory { get; init; } = ModuleDirectory.Read;

    internal ConfigurationTree Build(ModuleConfig root, IReadOnlyDictionary<string, Value> variables)
    {
        var node = new ModuleNode { Address = ModuleAddress.Root, Config = root };
        var scope = new StaticScope(root, environment, (v, _) => variables.GetValueOrDefault(v.Name));
        ResolveCalls(root, scope);
        // Where the root itself is faulty, what is missing of the modules it calls would be noise.
        if (!diagnostics.HasErrors) AddChildren(node, scope);
        var files = new List<SourceFile>();
        foreach (var module in node.SelfAndDescendants()) files.AddRange(module.Config.Files);
        return new ConfigurationTree { Root = node, Files = [.. files.DistinctBy(f => f.Name)] };
    }

    private void ResolveCalls(ModuleConfig module, StaticScope scope)
    {
        foreach (var (name, call) in module.ModuleCalls.ToList()) module.ModuleCalls[name] = ModuleCallResolver.Resolve(call, scope, diagnostics);
    }

    private void AddChildren(ModuleNode caller, StaticScope scope)
    {
        foreach (var (name, call) in caller.Config.ModuleCalls.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var address = caller.Address.Child(name);
            if (address.Depth > MaxDepth)
            {
                diagnostics.Add(TreeRules.NestedTooDeeply, call.Span, $"Modules call each other more than {MaxDepth} levels deep, probably without end.");
                continue;
            }
            if (call.ParsedSource is null || locate(caller, call, address) is not { } directory) continue;
            AddChild(caller, call, address, directory, scope);
        }
    }

    private void AddChild(ModuleNode caller, ModuleCallConfig call, ModuleAddress address, string directory, StaticScope callerScope)
    {
        if (Read(directory) is not { } files) return;
        var config = ModuleDecoder.Decode(directory, files, diagnostics);
        var node = new ModuleNode { Address = address, Config = config, Parent = caller, Call = call };
        caller.Children[call.Name] = node;
        var scope = new StaticScope(config, environment, (v, faults) => Argument(call, v, callerScope, faults));
        ResolveCalls(config, scope);
        AddChildren(node, scope);
        CheckChild(node);
    }

    /// <summary>A module that is called often is read once; its blocks are decoded for each call, since they may differ by it.</summary>
    private IReadOnlyList<ModuleFile>? Read(string directory)
    {
        if (_read.TryGetValue(directory, out var files)) return files;
        return _read[directory] = ReadDirectory(directory, diagnostics);
    }

    private static Value? Argument(ModuleCallConfig call, VariableConfig variable, StaticScope callerScope, DiagnosticBag faults) =>
        call.Body.GetAttributes(new DiagnosticBag()).GetValueOrDefault(variable.Name) is { } argument
            ? callerScope.Evaluate(argument.Expression, faults)
            : null;

    private void CheckChild(ModuleNode module)
    {
        if (module.Config.Backend is { } backend)
            diagnostics.Add(TreeRules.BackendIgnored, backend.Span, "A backend holds for the whole configuration, so only the root module's counts. Here, in a called module, it has no effect.");
        if (module.Config.Cloud is { } cloud)
            diagnostics.Add(TreeRules.CloudIgnored, cloud.Span, "A cloud block holds for the whole configuration, so only the root module's counts. Here, in a called module, it has no effect.");
        if (module.Config.Imports is [var import, ..])
            diagnostics.Add(TreeRules.ImportInChild, import.Span, $"There is an import block in {module.Address}. Only the root module can say what to import: its addresses lead into modules.");
    }
}
