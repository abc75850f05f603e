using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning.Moves;

/// <summary>Applies the configuration's <c>moved</c> blocks, and the moves that adding or removing count implies, to a state.</summary>
public static class StateMover
{
    private static readonly DiagnosticRule SameEnds = new("PLN040", Severity.Error, "Redundant move statement");
    private static readonly DiagnosticRule Ambiguous = new("PLN041", Severity.Error, "Ambiguous move statements");
    private static readonly DiagnosticRule StillThere = new("PLN042", Severity.Error, "Moved object still exists");
    private static readonly DiagnosticRule Invalid = new("PLN043", Severity.Error, "Invalid address in moved block");
    private static readonly DiagnosticRule Blocked = new("PLN044", Severity.Warning, "Unresolved resource instance address changes");

    /// <summary>Changes the state in place. Faulty or contradicting blocks are reported and nothing is moved then.</summary>
    public static MoveResults Apply(ConfigurationTree configuration, StateDocument state, DiagnosticBag diagnostics)
    {
        var results = new MoveResults();
        var statements = Collect(configuration, diagnostics);
        if (diagnostics.HasErrors || state.Resources.Count == 0) return results;
        foreach (var statement in Chained(statements))
            foreach (var resource in state.Resources.Values.ToArray()) Move(statement, resource, state, results);
        foreach (var node in configuration.Modules) ApplyImplied(node, state, results);
        if (results.Blocked.Count > 0)
        {
            diagnostics.Add(Blocked, null, "Plumb tried to adjust resource instance addresses in the prior state based on change information recorded in the configuration, but some adjustments did not succeed due to existing objects already at the intended addresses:\n"
                + string.Join("\n", results.Blocked.Select(b => $"  - {b.From} could not move to {b.To}")) + "\n\nThe objects that could not move are planned to be destroyed.");
        }
        return results;
    }

    private static List<MoveStatement> Collect(ConfigurationTree configuration, DiagnosticBag diagnostics)
    {
        var statements = new List<MoveStatement>();
        foreach (var node in configuration.Modules)
        {
            foreach (var moved in node.Config.Moved)
            {
                if (MoveEndpoint.Parse(moved.From) is not { } from || MoveEndpoint.Parse(moved.To) is not { } to || (from.Resource is null) != (to.Resource is null))
                    diagnostics.Add(Invalid, moved.Span, "Both ends of a moved block must be resources, resource instances, or modules, and of the same kind.");
                else if (moved.From.ToString() == moved.To.ToString())
                    diagnostics.Add(SameEnds, moved.Span, "This statement declares a move to the same address that it is from, which has no effect.");
                else statements.Add(new MoveStatement(node.Address, from, to, moved));
            }
        }
        CheckTargets(configuration, statements, diagnostics);
        return statements;
    }

    private static void CheckTargets(ConfigurationTree configuration, List<MoveStatement> statements, DiagnosticBag diagnostics)
    {
        var byTarget = new Dictionary<string, MoveStatement>(StringComparer.Ordinal);
        var bySource = new Dictionary<string, MoveStatement>(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            var (from, to) = ($"{statement.Module}|{statement.Config.From}", $"{statement.Module}|{statement.Config.To}");
            if (!bySource.TryAdd(from, statement) && bySource[from].Config.To.ToString() != statement.Config.To.ToString())
                diagnostics.Add(Ambiguous, statement.Config.Span, $"A statement at {bySource[from].Config.Span} declared that {statement.Config.From} moved to {bySource[from].Config.To}, but this statement instead declares that it moved to {statement.Config.To}. Each resource can move to only one destination resource.");
            if (!byTarget.TryAdd(to, statement) && byTarget[to].Config.From.ToString() != statement.Config.From.ToString())
                diagnostics.Add(Ambiguous, statement.Config.Span, $"A statement at {byTarget[to].Config.Span} declared that {byTarget[to].Config.From} moved to {statement.Config.To}, but this statement instead declares that {statement.Config.From} moved there. Each resource can have moved from only one source resource.");
            if (statement.From is { Resource: { } resource, Key.IsNone: true } && statement.From.Modules.Count == 0 && statement.To.Resource is { } target && !target.Equals(resource)
                && configuration.Root.Find(statement.Module)?.Config.Resources.GetValueOrDefault(resource) is { } declared)
            {
                diagnostics.Add(StillThere, statement.Config.Span, $"This statement declares a move from {statement.Config.From}, but that resource is still declared at {declared.Span}.\n\nChange your configuration so that this resource will be declared as {statement.Config.To} instead.");
            }
        }
    }

    /// <summary>A statement whose target is another's source comes first.</summary>
    private static List<MoveStatement> Chained(List<MoveStatement> statements)
    {
        var ordered = new List<MoveStatement>();
        var done = new HashSet<MoveStatement>();
        foreach (var statement in statements) Visit(statement);
        return ordered;

        void Visit(MoveStatement statement)
        {
            if (!done.Add(statement)) return;
            foreach (var earlier in statements)
                if (earlier.Module.Equals(statement.Module) && earlier.Config.To.ToString() == statement.Config.From.ToString()) Visit(earlier);
            ordered.Add(statement);
        }
    }

    private static void Move(MoveStatement statement, ResourceState resource, StateDocument state, MoveResults results)
    {
        if (resource.Address.Resource.Mode != ResourceMode.Managed && statement.From.Resource is not null) return;
        foreach (var key in resource.Instances.Keys.ToArray())
            if (statement.Target(resource.Address, key) is { } target) MoveInstance(resource, key, target, state, results);
    }

    private static void ApplyImplied(ModuleNode node, StateDocument state, MoveResults results)
    {
        foreach (var resource in state.Resources.Values.Where(r => r.Address.Module.Module.Equals(node.Address)).ToArray())
        {
            if (!node.Config.Resources.TryGetValue(resource.Address.Resource, out var config) || config.ForEach is not null) continue;
            var (from, to) = config.Count is null ? (InstanceKey.Of(0), InstanceKey.None) : (InstanceKey.None, InstanceKey.Of(0));
            if (resource.Instances.ContainsKey(from) && !resource.Instances.ContainsKey(to)) MoveInstance(resource, from, resource.Address.Instance(to), state, results);
        }
    }

    private static void MoveInstance(ResourceState resource, InstanceKey key, ResourceInstanceAddress target, StateDocument state, MoveResults results)
    {
        var source = resource.Address.Instance(key);
        if (source.Equals(target)) return;
        if (state.Resources.GetValueOrDefault(target.Resource)?.Instances.ContainsKey(target.Key) == true)
        {
            results.Blocked.Add((source, target));
            return;
        }
        if (!state.Resources.TryGetValue(target.Resource, out var there))
            state.Resources[target.Resource] = there = new ResourceState { Address = target.Resource, Provider = resource.Provider, Each = resource.Each };
        there.Instances[target.Key] = resource.Instances[key];
        resource.Instances.Remove(key);
        if (resource.Instances.Count == 0) state.Resources.Remove(resource.Address);
        results.Record(source, target);
    }
}
