using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>A call whose module is still to be found; the depth of calls is bounded, the caller is in the tree already.</summary>
internal sealed record PendingCall(ModuleNode Caller, ModuleCallConfig Call, ModuleAddress Address, StaticScope CallerScope)
{
    /// <summary>The key in the list of installed modules: the names of the calls, joined by dots.</summary>
    internal string Key => string.Join('.', Address.Names());
}

/// <summary>
/// Builds the tree of modules from the root down, a call at a time: the sources of a module's calls are resolved when it
/// is entered, and whoever builds says where the content of each is. Calls come in order of their names, those of a
/// module before its next sibling.
/// </summary>
internal sealed class TreeBuilder
{
    private const int MaxDepth = 200;

    private readonly StaticEnvironment _environment;
    private readonly DiagnosticBag _diagnostics;
    private readonly ModuleNode _root;
    private readonly Stack<PendingCall> _pending = [];
    private readonly Func<string, DiagnosticBag, IReadOnlyList<ModuleFile>?> _readDirectory;
    private readonly Dictionary<string, IReadOnlyList<ModuleFile>?> _read = new(StringComparer.Ordinal);

    /// <param name="readDirectory">Reads the files of a module's directory; from disk, unless something else is said.</param>
    internal TreeBuilder(ModuleConfig root, StaticEnvironment environment, DiagnosticBag diagnostics, Func<string, DiagnosticBag, IReadOnlyList<ModuleFile>?>? readDirectory = null)
    {
        _readDirectory = readDirectory ?? ModuleDirectory.Read;
        _environment = environment;
        _diagnostics = diagnostics;
        _root = new ModuleNode { Address = ModuleAddress.Root, Config = root };
        var scope = StaticScope.OfRoot(root, environment);
        ResolveCalls(root, scope);
        // Where the root itself is faulty, what is missing of the modules it calls would be noise.
        if (!diagnostics.HasErrors) AddPending(_root, scope);
    }

    internal bool TryNext([NotNullWhen(true)] out PendingCall? call) => _pending.TryPop(out call);

    /// <summary>Takes the content of a directory as the called module.</summary>
    internal void Enter(PendingCall pending, string directory)
    {
        if (Read(directory) is not { } files) return;
        var config = ModuleDecoder.Decode(directory, files, _diagnostics);
        var node = new ModuleNode { Address = pending.Address, Config = config, Parent = pending.Caller, Call = pending.Call };
        pending.Caller.Children[pending.Call.Name] = node;
        var scope = new StaticScope(config, _environment, (v, faults) => Argument(pending, v, faults));
        ResolveCalls(config, scope);
        AddPending(node, scope);
        CheckChild(node);
    }

    internal ConfigurationTree Finish()
    {
        var files = new List<SourceFile>();
        foreach (var module in _root.SelfAndDescendants()) files.AddRange(module.Config.Files);
        return new ConfigurationTree { Root = _root, Files = [.. files.DistinctBy(f => f.Name)] };
    }

    private void ResolveCalls(ModuleConfig module, StaticScope scope)
    {
        foreach (var (name, call) in module.ModuleCalls.ToList()) module.ModuleCalls[name] = ModuleCallResolver.Resolve(call, scope, _diagnostics);
    }

    private void AddPending(ModuleNode caller, StaticScope scope)
    {
        foreach (var (name, call) in caller.Config.ModuleCalls.OrderByDescending(c => c.Key, Utf8Order.Instance))
        {
            if (call.ParsedSource is null) continue;
            if (caller.Address.Depth < MaxDepth)
                _pending.Push(new PendingCall(caller, call, caller.Address.Child(name), scope));
            else
                _diagnostics.Add(TreeRules.NestedTooDeeply, call.Span, $"Modules call each other more than {MaxDepth} levels deep, probably without end.");
        }
    }

    /// <summary>A module that is called often is read once; its blocks are decoded for each call, since they may differ by it.</summary>
    private IReadOnlyList<ModuleFile>? Read(string directory)
    {
        if (_read.TryGetValue(directory, out var files)) return files;
        return _read[directory] = _readDirectory(directory, _diagnostics);
    }

    private static GivenVariable? Argument(PendingCall call, VariableConfig variable, DiagnosticBag faults) =>
        call.Call.Body.GetAttributes(new DiagnosticBag()).GetValueOrDefault(variable.Name) is { } argument
            ? new GivenVariable(call.CallerScope.Evaluate(argument.Expression, faults), argument.Expression.Span)
            : null;

    private void CheckChild(ModuleNode module)
    {
        if (module.Config.Backend is { } backend)
            _diagnostics.Add(TreeRules.BackendIgnored, backend.Span, "A backend holds for the whole configuration, so only the root module's counts. Here, in a called module, it has no effect.");
        if (module.Config.Cloud is { } cloud)
            _diagnostics.Add(TreeRules.CloudIgnored, cloud.Span, "A cloud block holds for the whole configuration, so only the root module's counts. Here, in a called module, it has no effect.");
        if (module.Config.Imports is [var import, ..])
            _diagnostics.Add(TreeRules.ImportInChild, import.Span, $"There is an import block in {module.Address}. Only the root module can say what to import: its addresses lead into modules.");
    }
}
