using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>
/// One type of managed resource, written against a model class. The rules in the model's attributes plan and check it;
/// what is left to write is how an object is created, read, updated and deleted. An exception becomes a diagnostic, and
/// what was saved before it is kept.
/// </summary>
public abstract class Resource<TModel> : Resource where TModel : class, IModel<TModel>
{
    private readonly SchemaPlanner _planner = new(TModel.Definition.Schema.Block);
    private readonly ModelCheck<TModel> _check = new();

    public sealed override string Type => TModel.Definition.Name;

    public sealed override Schema Schema => TModel.Definition.Schema;

    public sealed override IdentitySchema? Identity => TModel.Definition.Identity;

    /// <summary>Plans and results of this resource are not held to be exact, as those of the oldest providers are not.</summary>
    protected virtual bool UsesLegacyTypeSystem => false;

    /// <summary>Checks that the attributes of the model cannot say. Anything may be unknown, and the provider need not be configured.</summary>
    protected virtual ValueTask ValidateAsync(TModel config, ValidateContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Adjusts a plan of a create or update.</summary>
    protected virtual ValueTask PlanAsync(PlanContext<TModel> context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Has its say before an object is destroyed, if <see cref="Resource.PlansDestroy"/>.</summary>
    protected virtual ValueTask PlanDestroyAsync(TModel state, DestroyPlanContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Makes the object and returns it with nothing unknown left; null if nothing was made, after reporting why.</summary>
    protected abstract ValueTask<TModel?> CreateAsync(TModel plan, ApplyContext<TModel> context, CancellationToken cancellation);

    /// <summary>The object as it is now; null if it is gone.</summary>
    protected virtual ValueTask<TModel?> ReadAsync(TModel state, ReadContext context, CancellationToken cancellation) => new(state);

    /// <summary>Changes the object in place. A resource all of whose arguments make a new object needs none.</summary>
    protected virtual ValueTask<TModel?> UpdateAsync(TModel plan, ApplyContext<TModel> context, CancellationToken cancellation)
    {
        context.Error("Update Not Supported", $"Resources of type {Type} cannot be changed in place. This is a mistake in the provider, which should have planned a replacement.");
        return new((TModel?)null);
    }

    /// <summary>Deletes the object. An object that is gone already is deleted.</summary>
    protected virtual ValueTask DeleteAsync(TModel state, DeleteContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Finds an existing object; as it stands, the id or identity is passed on and reading does the rest.</summary>
    protected virtual ValueTask ImportAsync(ImportContext<TModel> context, CancellationToken cancellation)
    {
        context.PassThrough();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes over an object of another type; null where that cannot be.</summary>
    protected virtual ValueTask<TModel?> MoveAsync(MoveContext context, CancellationToken cancellation) => new((TModel?)null);

    /// <summary>
    /// What configuration describes an object that exists, if <see cref="Resource.GeneratesConfig"/>: is given all that a configuration
    /// could say of it, and says what it should.
    /// </summary>
    protected virtual ValueTask<TModel> GenerateConfigAsync(TModel config, GenerateConfigContext<TModel> context, CancellationToken cancellation) => new(config);

    public sealed override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => _check.RunAsync(call, ValidateAsync, cancellation);

    public sealed override async ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var context = new PlanContext<TModel>(call, _planner.Plan(call.Prior, call.Proposed, call.Config));
        var result = context.PlannedValue;
        await Operation.RunAsync(context, $"Unable to plan {Type}", async token =>
        {
            await PlanAsync(context, token).ConfigureAwait(false);
            result = context.Result();
        }, cancellation).ConfigureAwait(false);
        return new PlanResponse(result)
        {
            RequiresReplace = context.IsNew ? [] : context.RequiresReplace,
            Private = context.Private.ToBytes(),
            Identity = context.Identity,
            Deferred = context.Deferred,
            LegacyTypeSystem = UsesLegacyTypeSystem,
            Diagnostics = context.Diagnostics,
        };
    }

    public sealed override async ValueTask<PlanResponse> PlanDestroyAsync(PlanDestroyCall call, CancellationToken cancellation)
    {
        var context = new DestroyPlanContext(call);
        await Operation.RunAsync(context, $"Unable to plan the destroy of {Type}", async token =>
            await PlanDestroyAsync(TModel.FromValue(call.Prior), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return new PlanResponse(NoObject) { Private = context.Private.ToBytes(), Identity = call.Request.PriorIdentity, Deferred = context.Deferred, Diagnostics = context.Diagnostics };
    }

    public sealed override async ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var context = new ApplyContext<TModel>(call);
        TModel? made = null;
        await Operation.RunApplyAsync(context, $"Unable to create {Type}", async token =>
            made = await CreateAsync(TModel.FromValue(call.Planned), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (made is null && !context.HasErrors) context.Error($"Unable to create {Type}", "The provider made no object and did not say why. This is a mistake in the provider.");
        return Applied(context, made?.ToValue() ?? context.Saved);
    }

    public sealed override async ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var context = new ApplyContext<TModel>(call);
        TModel? made = null;
        await Operation.RunApplyAsync(context, $"Unable to update {Type}", async token =>
            made = await UpdateAsync(TModel.FromValue(call.Planned), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (made is null && !context.HasErrors) context.Error($"Unable to update {Type}", "The provider returned no object and did not say why. This is a mistake in the provider.");
        return Applied(context, made?.ToValue() ?? context.Saved ?? call.Prior);
    }

    public sealed override async ValueTask<ApplyResponse> DeleteAsync(DeleteCall call, CancellationToken cancellation)
    {
        var context = new DeleteContext(call);
        await Operation.RunApplyAsync(context, $"Unable to delete {Type}", async token =>
            await DeleteAsync(TModel.FromValue(call.Prior), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return new ApplyResponse(context.HasErrors ? call.Prior : NoObject)
        {
            Private = context.Private.ToBytes(),
            Identity = call.Request.PlannedIdentity,
            Diagnostics = context.Diagnostics,
        };
    }

    public sealed override async ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation)
    {
        var context = new ReadContext(call);
        Value state = call.Current;
        await Operation.RunAsync(context, $"Unable to read {Type}", async token =>
        {
            var read = await ReadAsync(TModel.FromValue(call.Current), context, token).ConfigureAwait(false);
            if (!context.HasErrors) state = read?.ToValue() ?? (Value)NoObject;
        }, cancellation).ConfigureAwait(false);
        return new ReadResponse(state)
        {
            Private = context.Private.ToBytes(),
            Identity = Identities.Of(Identity, state) ?? context.Identity,
            Deferred = context.Deferred,
            Diagnostics = context.Diagnostics,
        };
    }

    public sealed override async ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        var context = new ImportContext<TModel>(call);
        await Operation.RunAsync(context, $"Unable to import {Type}", token => ImportAsync(context, token), cancellation).ConfigureAwait(false);
        if (context.State is not { } state || context.HasErrors || context.Deferred is not null) return new ImportResponse([]) { Deferred = context.Deferred, Diagnostics = context.Diagnostics };
        var identity = Identities.Of(Identity, state) ?? context.Identity;
        return new ImportResponse([new ImportedResource(Type, state) { Private = context.Private.ToBytes(), Identity = identity }]) { Diagnostics = context.Diagnostics };
    }

    public sealed override async ValueTask<MoveResponse> MoveAsync(MoveCall call, CancellationToken cancellation)
    {
        var context = new MoveContext(call);
        TModel? moved = null;
        await Operation.RunAsync(context, $"Unable to move to {Type}", async token => moved = await MoveAsync(context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (moved is null && !context.HasErrors) return await base.MoveAsync(call, cancellation).ConfigureAwait(false);
        var state = moved?.ToValue();
        return new MoveResponse(state) { Private = context.Private.ToBytes(), Identity = Identities.Of(Identity, state) ?? context.Identity, Diagnostics = context.Diagnostics };
    }

    public sealed override async ValueTask<GenerateConfigResponse> GenerateConfigAsync(GenerateConfigCall call, CancellationToken cancellation)
    {
        var described = ConfigurationOf.Object(Schema.Block, call.State);
        if (!GeneratesConfig) return new GenerateConfigResponse(described);
        var context = new GenerateConfigContext<TModel>(call);
        Value? config = null;
        await Operation.RunAsync(context, $"Unable to generate the configuration of {Type}", async token =>
            config = (await GenerateConfigAsync(TModel.FromValue(described), context, token).ConfigureAwait(false)).ToValue(), cancellation).ConfigureAwait(false);
        return new GenerateConfigResponse(context.HasErrors ? null : config) { Diagnostics = context.Diagnostics };
    }

    private ApplyResponse Applied(ApplyContext<TModel> context, ObjectValue? made)
    {
        var state = made is null ? (Value)NoObject : Settled(context, made);
        return new ApplyResponse(state)
        {
            Private = context.Private.ToBytes(),
            Identity = context.Identity ?? Identities.Of(Identity, state),
            LegacyTypeSystem = UsesLegacyTypeSystem,
            Diagnostics = context.Diagnostics,
        };
    }

    /// <summary>After an apply nothing may be unknown; if the call failed anyway, what was not reached is null.</summary>
    private ObjectValue Settled(ApplyContext<TModel> context, ObjectValue made)
    {
        if (made.IsWhollyKnown) return made;
        var open = new List<string>();
        var settled = (ObjectValue)ValueOperations.Transform(made, (path, value) =>
        {
            if (value is not UnknownValue) return value;
            open.Add(path.ToString().TrimStart('.'));
            return Value.Null(value.Type);
        });
        if (!context.HasErrors)
            context.Error("Provider returned invalid result object after apply", $"The {Type} exists, but the provider left unknown: {string.Join(", ", open)}. This is a mistake in the provider.");
        return settled;
    }
}
