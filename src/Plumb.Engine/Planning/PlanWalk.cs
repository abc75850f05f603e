using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.Providers;
using Plumb.Engine.Querying;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;

namespace Plumb.Engine.Planning;

/// <summary>Walks a configuration and plans each resource instance it comes to.</summary>
internal sealed class PlanWalk : ProviderWalk
{
    private readonly PlanOptions _options;
    private readonly PlanInputs _inputs;
    private readonly ReplacementTriggers _triggers;
    private readonly Dictionary<ResourceAddress, Repetition> _repetitions = [];
    private readonly Dictionary<ModuleNode, HashSet<ModuleInstanceAddress>> _modules = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceAddress, (ResourceSite Site, ProviderInstances Providers)> _actionSites = [];

    public PlanWalk(RunContext context, ConfigurationGraph graph, PlanOptions options, PlanLedger ledger, PlanInputs inputs) : base(context, graph, options.DeferralAllowed, ledger)
    {
        (_options, _inputs) = (options, inputs);
        _triggers = new ReplacementTriggers(ledger, context.Diagnostics);
        inputs.Ordering.HasInstances = HasInstances;
    }

    /// <summary>Looks for objects; null where none are asked for.</summary>
    public Listing? Listing { get; init; }

    /// <summary>The blocks of actions, and of what sets actions off, in each instance of their module.</summary>
    public IReadOnlyDictionary<ResourceAddress, (ResourceSite Site, ProviderInstances Providers)> ActionSites => _actionSites;

    /// <summary>The instances that the configuration asks for, of every resource whose instances could be told.</summary>
    public IReadOnlyDictionary<ResourceAddress, Repetition> Repetitions => _repetitions;

    /// <summary>Whether a module instance is one the configuration asks for.</summary>
    public bool HasModule(ModuleInstanceAddress address)
    {
        if (address.IsRoot) return true;
        if (Context.Configuration.Root.Find(address.Module) is not { } node) return false;
        if (!_modules.TryGetValue(node, out var addresses)) _modules[node] = addresses = [.. InstancesOf(node).Select(i => i.Address)];
        // Where instances are not known yet, any may turn out to be asked for.
        return addresses.Contains(address) || addresses.Any(a => a.IsPartial);
    }

    /// <summary>What names mean in a module instance; null where the configuration does not ask for it.</summary>
    public ModuleScope? ScopeOf(ModuleInstanceAddress address) =>
        Context.Configuration.Root.Find(address.Module) is { } node && InstancesOf(node).FirstOrDefault(i => i.Address.Equals(address)) is { } module ? Scope(module) : null;

    /// <summary>The outputs of called modules that have a value; it is not kept, so it is new with each plan.</summary>
    public IEnumerable<(ModuleInstanceAddress Module, string Name)> CalledOutputs() =>
        from node in Context.Configuration.Modules
        where node.Parent is not null
        from instance in InstancesOf(node)
        where !instance.Address.IsPartial
        from name in node.Config.Outputs.Keys
        where instance.Output(name) is { IsNull: false }
        select (instance.Address, name);

    protected override async ValueTask VisitResourceAsync(ResourceVertex vertex, CancellationToken cancellation)
    {
        var (node, config) = (vertex.Module, vertex.Resource);
        var schema = Context.ResourceSchema(config.ProviderAddress, config.Name.Mode, config.Name.Type);
        if (schema is null && !vertex.Failed && Context.Schemas.ContainsKey(config.ProviderAddress)) Diagnostics.Add(UnknownType.Describe(config));
        if (schema is null || vertex.Failed)
        {
            Fail(vertex);
            return;
        }
        var found = new DiagnosticBag();
        var template = BodyTemplate.Read(config.Body, Context.Specs.For(schema.Block), found);
        // The body of a resource that is to be generated is empty so far, and not at fault.
        if (!config.IsGenerated) Diagnostics.AddRange(found);
        if (found.HasErrors && !config.IsGenerated)
        {
            Fail(vertex);
            return;
        }
        var before = Diagnostics.Count;
        foreach (var module in InstancesOf(node)) await PlanInModuleAsync(vertex, module, schema, template, cancellation).ConfigureAwait(false);
        if (Diagnostics.Count > before && HasFailed(vertex)) vertex.Failed = true;
    }

    private bool HasFailed(ResourceVertex vertex) => InstancesOf(vertex.Module).Any(m =>
        m.Resource(vertex.Resource.Name) is { } r && (r.Count == 0 ? Poison.In(r.Whole()) : Enumerable.Range(0, r.Count).Any(i => r.ValueAt(i) is { } v && Poison.In(v))));

    private void Fail(ResourceVertex vertex)
    {
        vertex.Failed = true;
        foreach (var module in InstancesOf(vertex.Module)) module.SetResource(vertex.Resource.Name, new ResourceInstances(Poison.Value));
    }

    private async ValueTask PlanInModuleAsync(ResourceVertex vertex, ModuleInstance module, Provider.Schemas.Schema schema, BodyTemplate template, CancellationToken cancellation)
    {
        var config = vertex.Resource;
        var repetition = Repeat(config.Count, config.ForEach, config.Enabled, Scope(module));
        var use = Providers.ProviderResolution.Resolve(vertex.Module, config.Provider, config.ProviderAddress);
        var providers = new ProviderInstances(Context, use, new ResourceAddress(module.Address, config.Name), module, (m, r) => Scope(m, r));
        if (repetition is null || await providers.SharedAsync(cancellation).ConfigureAwait(false) is not { } shared)
        {
            module.SetResource(config.Name, new ResourceInstances(Poison.Value));
            vertex.Failed = true;
            return;
        }
        var address = new ResourceAddress(module.Address, config.Name);
        if (repetition.Kind != RepetitionKind.Unknown)
            lock (_gate) _repetitions[address] = repetition;
        var instances = new ResourceInstances(repetition);
        if (repetition.Kind != RepetitionKind.Unknown && !module.Address.IsPartial) Checks.Reach("resource", vertex.Address.ToString());
        module.SetResource(config.Name, instances);
        var site = new ResourceSite
        {
            Run = Context,
            Options = _options,
            Ledger = Ledger,
            Address = address,
            Config = config,
            Module = module,
            Schema = schema,
            Provider = shared.Provider,
            ProviderConfig = use.Config,
            ProviderKey = shared.Key,
            ProviderMeta = ProviderMeta.Of(vertex.Module.Config, use.Config.Provider, Context),
            Template = template,
            Repetition = repetition,
            CreateBeforeDestroy = _inputs.Ordering.CreatesBeforeDestroying(vertex),
            Dependencies = _inputs.Ordering.DependenciesOf(vertex),
            State = Ledger.Prior.Resources.GetValueOrDefault(address),
            StoredProvider = Ledger.Prior.Resources.GetValueOrDefault(address)?.Provider.Provider,
            Scope = (r, self) => Scope(module, r, self),
            CallerScope = (r, caller) => Scope(module, r, caller: caller),
            Checks = Checks,
            Deferral = _options.DeferralAllowed ? Deferral.OfBlock(vertex, module, repetition, Ledger, _inputs.Ordering) : null,
        };
        if (config.Name.Mode == ResourceMode.Action || config.Lifecycle.ActionTriggers.Count > 0)
            lock (_gate) _actionSites[address] = (site, providers);
        await PlanInstancesAsync(vertex, site, providers, instances, cancellation).ConfigureAwait(false);
    }

    private async ValueTask PlanInstancesAsync(ResourceVertex vertex, ResourceSite site, ProviderInstances providers, ResourceInstances instances, CancellationToken cancellation)
    {
        var stored = site.State is null ? null : new Dictionary<InstanceKey, InstanceState>(site.State.Instances);
        var next = -1;
        // Only as many as can be at the provider: started all at once, thousands of half planned objects would wait in memory.
        var workers = new Task[Math.Min(instances.Count, Context.Providers.Parallelism)];
        for (var i = 0; i < workers.Length; i++) workers[i] = WorkAsync();
        await Task.WhenAll(workers).ConfigureAwait(false);

        async Task WorkAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < instances.Count; i = Interlocked.Increment(ref next))
                await PlanInstanceAsync(vertex, site, providers, instances, i, stored, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask PlanInstanceAsync(ResourceVertex vertex, ResourceSite shared, ProviderInstances providers, ResourceInstances instances, int index, Dictionary<InstanceKey, InstanceState>? stored, CancellationToken cancellation)
    {
        var repetition = instances.Repetition.Instances[index];
        // One that stands for many has no object of its own.
        var state = stored?.GetValueOrDefault(repetition.Key)?.Current;
        Checks.Expect(shared.Config, shared.Address.Instance(repetition.Key));
        if (!providers.TryChoose(shared, repetition, out var site))
        {
            instances.Set(index, Poison.Value);
            return;
        }
        var value = site.Config.Name.Mode switch
        {
            ResourceMode.Data => await DataPlanning.PlanAsync(vertex, site, repetition, state, _inputs, cancellation).ConfigureAwait(false),
            ResourceMode.List => Listing is null ? Value.DynamicUnknown : await Listing.RunAsync(site, repetition, cancellation).ConfigureAwait(false),
            // An action is no object, and nothing is known of it before it is done.
            ResourceMode.Action => Value.DynamicUnknown,
            ResourceMode.Ephemeral => await Ephemerals.OpenAsync(site, repetition, cancellation).ConfigureAwait(false),
            _ => await PlanManagedAsync(site, repetition, state, cancellation).ConfigureAwait(false),
        };
        instances.Set(index, value);
    }

    /// <summary>The steps of planning; the value is what expressions see, poisoned where planning failed.</summary>
    private async ValueTask<Value> PlanManagedAsync(ResourceSite site, RepetitionInstance repetition, ObjectState? state, CancellationToken cancellation)
    {
        var context = new ResourceContext(site, repetition) { PriorValue = Value.Null(site.Schema.Block.ImpliedType), Prior = state };
        context.PreviousAddress = _inputs.Moves.PreviousOf(context.Address);
        if (state is null && !context.Address.IsPartial && !await Import.RunAsync(context, _inputs, cancellation).ConfigureAwait(false)) return context.Awaited ?? Poison.Value;
        if (!await UpgradeState.RunAsync(context, cancellation).ConfigureAwait(false)) return Poison.Value;
        if (!_inputs.IsTargeted(context.Address)) return Unchanged(context);
        if (!await Refresh.RunAsync(context, cancellation).ConfigureAwait(false)) return Poison.Value;
        if (_options.Mode != PlanMode.Normal || _options.Invoke.Count > 0) return Unread(context);
        if (!site.Config.IsGenerated) return await ChangeAsync(context, cancellation).ConfigureAwait(false);

        if (!await Generate.RunAsync(context, cancellation).ConfigureAwait(false)) return Poison.Value;
        var result = await ChangeAsync(context, cancellation).ConfigureAwait(false);
        if (Poison.In(result)) Generate.Keep(context);
        return result;
    }

    private async ValueTask<Value> ChangeAsync(ResourceContext context, CancellationToken cancellation)
    {
        if (!await Validate.RunAsync(context, cancellation).ConfigureAwait(false)) return Poison.Value;
        Propose.Run(context);
        if (!await Compare.RunAsync(context, cancellation).ConfigureAwait(false)) return Poison.Value;
        context.ForcedReplace = _inputs.IsForcedReplace(context.Address);
        context.TriggeredReplace = !context.PriorValue.IsNull && _triggers.Trigger(context.Site, context.Repetition);
        if (!await ChooseAction.RunAsync(context, cancellation).ConfigureAwait(false)) return Poison.Value;
        return Order.Run(context, out var planned) ? planned : Poison.Value;
    }

    /// <summary>An object that the provider could not be asked about yet is told of where that is all there is to tell.</summary>
    private Value Unread(ResourceContext context)
    {
        var value = Unchanged(context);
        if (context.Deferral is { } reason && context.Prior is not null)
        {
            Ledger.Defer(reason, new ResourceChange
            {
                Address = context.Address,
                PreviousAddress = context.PreviousAddress ?? context.Address,
                Provider = context.Site.ProviderConfig,
                ProviderKey = context.Site.ProviderKey,
                Action = ChangeAction.NoOp,
                Before = value,
                After = value,
            });
        }
        return value;
    }

    /// <summary>What an object is where it is not planned: as it is.</summary>
    private static Value Unchanged(ResourceContext context) =>
        context.Prior?.Value is { } value ? context.Marked(value, context.PriorMarks) : Value.Unknown(context.Site.Schema.Block.ImpliedType);
}
