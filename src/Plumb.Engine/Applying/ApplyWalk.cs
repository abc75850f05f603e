using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Providers;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Applying;

/// <summary>Walks a configuration once more, with its values as they become known, and makes the planned changes.</summary>
internal sealed partial class ApplyWalk : ProviderWalk
{
    private readonly Plan _plan;
    private readonly WorkingState _state;
    private readonly GuardedJournal _journal;
    private readonly Provisioning.Provisioning _provisioning;
    private readonly BlockOrdering _ordering;
    private readonly CancellationToken _stopping;
    private readonly Dictionary<ResourceInstanceAddress, ResourceChange> _changes;
    private readonly ILookup<ResourceConfigAddress, ResourceChange> _changesByBlock;
    private readonly ILookup<(ResourceConfigAddress, DestroyRole), ResourceChange> _destroys;
    private readonly ILookup<ResourceInstanceAddress, string> _plannedDeposed;
    private readonly ILookup<(ResourceConfigAddress? Block, bool IsBefore), ActionInvocation> _triggered;
    private readonly ILookup<(ResourceInstanceAddress? Object, bool IsBefore), ActionInvocation> _destroyActions;
    private readonly ILookup<ResourceAddress, ActionInvocation> _invoked;
    private readonly ConcurrentDictionary<ResourceInstanceAddress, bool> _failedDestroys = [];
    private readonly ConcurrentDictionary<ResourceInstanceAddress, bool> _failedActions = [];
    private readonly ConcurrentDictionary<ResourceAddress, (ResourceSite Site, ProviderInstances Providers)> _actionSites = [];

    public ApplyWalk(RunContext context, ConfigurationGraph graph, Plan plan, WorkingState state, GuardedJournal journal, Provisioning.Provisioning provisioning, CancellationToken stopping) : base(context, graph, plan.DeferralAllowed, new PlanLedger(state.Document))
    {
        (_plan, _state, _journal, _provisioning, _stopping) = (plan, state, journal, provisioning, stopping);
        _ordering = new BlockOrdering(graph) { HasInstances = HasInstances };
        _changes = plan.Changes.Where(c => c.DeposedKey is null).ToDictionary(c => c.Address);
        _changesByBlock = _changes.Values.Where(c => c.Action is not (ChangeAction.NoOp or ChangeAction.Delete or ChangeAction.Forget)).ToLookup(c => c.Address.Resource.Config);
        _destroys = plan.Changes.Where(ApplyGraph.Destroys).ToLookup(c => (c.Address.Resource.Config, ApplyGraph.RoleOf(c)));
        _plannedDeposed = plan.Changes.Where(c => c.DeposedKey is not null).ToLookup(c => c.Address, c => c.DeposedKey ?? "");
        _triggered = plan.Actions.Where(a => a.Cause is { Event.IsOfDestroy: false }).ToLookup(a => (a.Cause?.Object.Resource.Config, a.Cause?.IsBefore ?? false));
        _destroyActions = plan.Actions.Where(a => a.Cause is { Event.IsOfDestroy: true }).ToLookup(a => (a.Cause?.Object, a.Cause?.IsBefore ?? false));
        _invoked = plan.Actions.Where(a => a.Cause is null).ToLookup(a => a.Address.Resource);
        Skipped = new SkippedWork(context.Observer);
    }

    public SkippedWork Skipped { get; }

    protected override async ValueTask VisitResourceAsync(ResourceVertex vertex, CancellationToken cancellation)
    {
        var config = vertex.Resource;
        var schema = Context.ResourceSchema(config.ProviderAddress, config.Name.Mode, config.Name.Type);
        if (schema is null || vertex.Failed)
        {
            Fail(vertex);
            return;
        }
        var template = BodyTemplate.Read(config.Body, Context.Specs.For(schema.Block), Diagnostics);
        foreach (var module in InstancesOf(vertex.Module)) await ApplyInModuleAsync(vertex, module, schema, template, cancellation).ConfigureAwait(false);
    }

    protected override async ValueTask VisitDestroyAsync(DestroyVertex vertex, CancellationToken cancellation)
    {
        List<Task>? waiting = null;
        // One object that stays does not keep others of its block.
        var held = vertex.Failed;
        foreach (var change in _destroys[(vertex.Address, vertex.Role)])
        {
            var destroying = DestroyAsync(vertex, change, held, cancellation);
            if (!destroying.IsCompletedSuccessfully) (waiting ??= []).Add(destroying.AsTask());
        }
        if (waiting is not null) await Task.WhenAll(waiting).ConfigureAwait(false);
    }

    private void Fail(ResourceVertex vertex)
    {
        vertex.Failed = true;
        foreach (var module in InstancesOf(vertex.Module)) module.SetResource(vertex.Resource.Name, new ResourceInstances(Poison.Value));
        foreach (var change in _changesByBlock[vertex.Address]) Skipped.Add(change.Address, change.Action, CauseOf(vertex));
    }

    private static string CauseOf(Vertex vertex) => vertex.FailureCause is { } cause ? $"{cause} failed" : "something it depends on failed";

    /// <summary>Why nothing may be begun any more; null while it may.</summary>
    private string? Halted => _journal.IsBroken ? "the journal cannot be written" : _stopping.IsCancellationRequested ? "the run was interrupted" : null;

    private async ValueTask ApplyInModuleAsync(ResourceVertex vertex, ModuleInstance module, Schema schema, BodyTemplate template, CancellationToken cancellation)
    {
        var config = vertex.Resource;
        var repetition = Repeat(config.Count, config.ForEach, config.Enabled, Scope(module));
        var use = ProviderResolution.Resolve(vertex.Module, config.Provider, config.ProviderAddress);
        var providers = new ProviderInstances(Context, use, new ResourceAddress(module.Address, config.Name), module, (m, r) => Scope(m, r));
        if (repetition is null || await providers.SharedAsync(cancellation).ConfigureAwait(false) is not { } shared)
        {
            module.SetResource(config.Name, new ResourceInstances(Poison.Value));
            vertex.Failed = true;
            return;
        }
        var instances = new ResourceInstances(repetition);
        if (repetition.Kind != RepetitionKind.Unknown && !module.Address.IsPartial) Checks.Reach("resource", vertex.Address.ToString());
        module.SetResource(config.Name, instances);
        var site = new ResourceSite
        {
            Run = Context,
            Options = new PlanOptions(),
            Ledger = Ledger,
            Address = new ResourceAddress(module.Address, config.Name),
            Config = config,
            Module = module,
            Schema = schema,
            Provider = shared.Provider,
            ProviderConfig = use.Config,
            ProviderKey = shared.Key,
            ProviderMeta = ProviderMeta.Of(vertex.Module.Config, use.Config.Provider, Context),
            Template = template,
            Repetition = repetition,
            CreateBeforeDestroy = _ordering.CreatesBeforeDestroying(vertex),
            Dependencies = _ordering.DependenciesOf(vertex),
            Scope = (r, self) => Scope(module, r, self),
            CallerScope = (r, caller) => Scope(module, r, caller: caller),
            Checks = Checks,
        };
        if (config.Name.Mode == ResourceMode.Action)
        {
            for (var i = 0; i < instances.Count; i++) instances.Set(i, Value.DynamicUnknown);
            _actionSites[site.Address] = (site, providers);
            await InvokeByNameAsync(site.Address, cancellation).ConfigureAwait(false);
            return;
        }
        List<Task>? waiting = null;
        for (var i = 0; i < instances.Count; i++)
        {
            var applying = ApplyInstanceAsync(vertex, site, providers, instances, i, cancellation);
            if (!applying.IsCompletedSuccessfully) (waiting ??= []).Add(applying.AsTask());
        }
        if (waiting is not null) await Task.WhenAll(waiting).ConfigureAwait(false);
    }

    private async ValueTask ApplyInstanceAsync(ResourceVertex vertex, ResourceSite shared, ProviderInstances providers, ResourceInstances instances, int index, CancellationToken cancellation)
    {
        var repetition = instances.Repetition.Instances[index];
        var address = shared.Address.Instance(repetition.Key);
        Checks.Expect(shared.Config, address);
        var value = providers.TryChoose(shared, repetition, out var site) ? await ValueOfAsync(vertex, site, repetition, address, cancellation).ConfigureAwait(false) : Poison.Value;
        if (Poison.In(value)) vertex.Failed = true;
        instances.Set(index, value);
    }

    private async ValueTask<Value> ValueOfAsync(ResourceVertex vertex, ResourceSite site, RepetitionInstance repetition, ResourceInstanceAddress address, CancellationToken cancellation)
    {
        if (site.Config.Name.Mode == ResourceMode.Ephemeral) return await Ephemerals.OpenAsync(site, repetition, cancellation).ConfigureAwait(false);
        var change = _changes.GetValueOrDefault(address);
        switch (change?.Action)
        {
            case ChangeAction.Create or ChangeAction.Update or ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete:
                return await ChangeAsync(vertex, site, change, repetition, cancellation).ConfigureAwait(false);
            case ChangeAction.Read:
                return await ReadAsync(site, repetition, address, cancellation).ConfigureAwait(false);
            case ChangeAction.NoOp when site.Config.Name.Mode == ResourceMode.Managed:
                return HoldConditions(site, repetition, address, Existing(site, address, change));
            default:
                return Existing(site, address, change);
        }
    }

    /// <summary>A change counts among the operations that may run at once from its announcement to its last provisioner.</summary>
    private async ValueTask<Value> ChangeAsync(ResourceVertex vertex, ResourceSite site, ResourceChange change, RepetitionInstance repetition, CancellationToken cancellation)
    {
        var address = change.Address;
        using var turn = await ApplyTurn.PrepareAsync(Context.Providers, cancellation).ConfigureAwait(false);
        if ((Halted ?? (IsInTheWay(change) ? "the old object could not be destroyed" : _failedActions.ContainsKey(address) ? "an action before it failed" : null)) is not { } reason)
            return await new InstanceApply(_state, _journal, _provisioning, site, change, repetition, turn, () => Halted, why => Skipped.Add(address, change.Action, why ?? CauseOf(vertex))).RunAsync(cancellation).ConfigureAwait(false);
        Skipped.Add(address, change.Action, reason);
        return Poison.Value;
    }

    private bool IsInTheWay(ResourceChange change) =>
        _failedDestroys.ContainsKey(change.Address) || (change.Action == ChangeAction.DeleteThenCreate && _state.Find(change.Address)?.Current is not null);

    private async ValueTask<Value> ReadAsync(ResourceSite site, RepetitionInstance repetition, ResourceInstanceAddress address, CancellationToken cancellation)
    {
        var scope = site.Scope(repetition, null);
        if (!Planning.Steps.InstanceChecks.Hold(site.Config.Lifecycle.Preconditions, RuleEvaluator.ResourcePrecondition, scope, site, address)) return Poison.Value;
        if (_stopping.IsCancellationRequested || Planning.Steps.InstanceConfig.Evaluate(site, scope, address) is not { } config) return Poison.Value;
        var plain = config.UnmarkDeepWithPaths(out var marks);
        var read = site.Config.CheckName is { } check
            ? (await CheckedData.ReadAsync(site, check, address, plain, marks, cancellation).ConfigureAwait(false)).Value
            : await DataPlanning.ReadAsync(site, address, plain, marks, Diagnostics, cancellation).ConfigureAwait(false);
        if (read is not { } value) return Poison.Value;
        await _state.SetCurrentAsync(address, site.ProviderConfig, site.ProviderKey, site.Each, DataPlanning.ToState(site, value), cancellation).ConfigureAwait(false);
        return Planning.Steps.InstanceChecks.Hold(site.Config.Lifecycle.Postconditions, RuleEvaluator.ResourcePostcondition, site.Scope(repetition, value), site, address) ? value : Poison.Value;
    }

    /// <summary>The conditions of an object that stays are held too, since they may be of what changes elsewhere.</summary>
    private static Value HoldConditions(ResourceSite site, RepetitionInstance repetition, ResourceInstanceAddress address, Value value) =>
        Planning.Steps.InstanceChecks.Hold(site.Config.Lifecycle.Preconditions, RuleEvaluator.ResourcePrecondition, site.Scope(repetition, null), site, address)
        && Planning.Steps.InstanceChecks.Hold(site.Config.Lifecycle.Postconditions, RuleEvaluator.ResourcePostcondition, site.Scope(repetition, value), site, address) ? value : Poison.Value;

    /// <summary>An object that is left as it is: as planned, or as it stands in the state.</summary>
    private Value Existing(ResourceSite site, ResourceInstanceAddress address, ResourceChange? change)
    {
        if (change is { Action: ChangeAction.NoOp }) return change.After;
        var stored = _plan.PriorState.Resources.GetValueOrDefault(address.Resource)?.Instances.GetValueOrDefault(address.Key)?.Current;
        if (stored?.Value is not { } value) return Value.Unknown(site.Schema.Block.ImpliedType);
        var declared = SchemaMarks.Sensitive(site.Schema.Block, value);
        if (declared.Count > 0) value = value.WithMarksAt(declared);
        return stored.SensitivePaths.Count == 0 ? value : value.WithMarksAt([.. stored.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive))]);
    }

    private async ValueTask DestroyAsync(DestroyVertex vertex, ResourceChange change, bool held, CancellationToken cancellation)
    {
        var instance = _state.Find(change.Address);
        if (change.Action == ChangeAction.Forget)
        {
            var each = _state.Document.Resources.GetValueOrDefault(change.Address.Resource)?.Each;
            await _state.SetCurrentAsync(change.Address, change.Provider, change.ProviderKey, each, null, cancellation).ConfigureAwait(false);
            return;
        }
        var keys = change.DeposedKey is { } key ? [key]
            : change.Action == ChangeAction.CreateThenDelete ? instance?.Current is null ? [] : instance.Deposed.Keys.Except(_plannedDeposed[change.Address]).Cast<string?>().ToArray()
            : new string?[] { null };
        var type = change.Address.Resource.Resource.Type;
        var schema = Context.ResourceSchema(change.Provider.Provider, ResourceMode.Managed, type);
        var provider = Context.Providers.Configured(change.Provider, change.ProviderKey);
        foreach (var deposedKey in keys)
        {
            using var turn = await ApplyTurn.PrepareAsync(Context.Providers, cancellation).ConfigureAwait(false);
            if (held || Halted is not null || schema is null || provider is null) SkipDestroy(Halted);
            else if (await new InstanceDestroy(Context, _state, _journal, _provisioning, turn, () => Halted, SkipDestroy).RunAsync(change, deposedKey, schema, provider, BeforeDestroy(change), cancellation).ConfigureAwait(false))
            {
                if (await ActAroundDestroyAsync(change, isBefore: false, cancellation).ConfigureAwait(false)) continue;
                _failedActions[change.Address] = true;
                vertex.Failed = true;
                continue;
            }
            if (vertex.Role == DestroyRole.MakesRoom) _failedDestroys[change.Address] = true;
            vertex.Failed = true;
        }

        void SkipDestroy(string? why) =>
            Skipped.Add(change.Address, ChangeAction.Delete, why ?? (vertex.FailureCause is { } cause ? $"{cause} failed" : "something that depends on it failed"));
    }

    private BeforeDestroy BeforeDestroy(ResourceChange change) => new(ProvisionersOf(change),
        change.DeposedKey is null && _destroyActions.Contains((change.Address, true)) ? cancellation => ActAroundDestroyAsync(change, isBefore: true, cancellation) : null);

    /// <summary>Destroy-time provisioners see only the object itself.</summary>
    private DestroyProvisioners? ProvisionersOf(ResourceChange change)
    {
        var node = Context.Configuration.Root.Find(change.Address.Module.Module);
        var config = node?.Config.Resources.GetValueOrDefault(change.Address.Resource.Resource);
        var removed = config is null ? RemovedBlocks.Find(Context.Configuration, change.Address) : null;
        var provisioners = config?.Provisioners ?? removed?.Provisioners ?? [];
        if (!provisioners.Any(p => p.When == ProvisionerWhen.Destroy)) return null;
        var module = node is null ? Root : InstancesOf(node).FirstOrDefault(i => i.Address.Equals(change.Address.Module)) ?? Root;
        return new DestroyProvisioners(provisioners, config?.Connection ?? removed?.Connection, Scope(module, RepetitionInstance.OfKey(change.Address.Key), change.Before));
    }
}
