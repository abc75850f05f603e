using Plumb.Core.Values;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Authoring;

/// <summary>
/// A resource as a provider serves it: chooses the operation, keeps private data and identities that an answer leaves out,
/// and takes write-only attributes out of answers. An answer that is there at once is passed on without waiting.
/// </summary>
internal sealed class ServedResource(Resource resource)
{
    private readonly bool _hasWriteOnly = WriteOnlyAttributes.Exist(resource.Schema.Block);

    public Resource Resource { get; } = resource;

    public ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation)
    {
        var reading = Resource.ReadAsync(call, cancellation);
        return reading.IsCompletedSuccessfully ? new(Finish(reading.Result, call.Request)) : AwaitAsync(reading, call.Request);

        async ValueTask<ReadResponse> AwaitAsync(ValueTask<ReadResponse> reading, ReadRequest request) => Finish(await reading.ConfigureAwait(false), request);
    }

    public ValueTask<PlanResponse> PlanAsync(PlanRequest request, ProviderSession session, CancellationToken cancellation)
    {
        if (request.ProposedNew is not ObjectValue || request.Config is not ObjectValue)
            return Resource.PlansDestroy && request.Prior is ObjectValue
                ? Resource.PlanDestroyAsync(new PlanDestroyCall(request, session), cancellation)
                : new(new PlanResponse(request.ProposedNew) { Private = request.PriorPrivate, Identity = request.PriorIdentity });
        var planning = Resource.PlanAsync(new PlanCall(request, session), cancellation);
        return planning.IsCompletedSuccessfully ? new(Finish(planning.Result, request)) : AwaitAsync(planning, request);

        async ValueTask<PlanResponse> AwaitAsync(ValueTask<PlanResponse> planning, PlanRequest request) => Finish(await planning.ConfigureAwait(false), request);
    }

    /// <summary>A plan that is put off: what is computed is unknown, whatever the resource would say of it.</summary>
    public PlanResponse PutOff(PlanRequest request, DeferralReason reason)
    {
        var planned = request is { ProposedNew: ObjectValue proposed, Config: ObjectValue config }
            ? WithoutWriteOnly(new SchemaPlanner(Resource.Schema.Block).Plan(request.Prior as ObjectValue, proposed, config).Planned)
            : request.ProposedNew;
        return new PlanResponse(planned) { Private = request.PriorPrivate, Identity = request.PriorIdentity, Deferred = reason };
    }

    public ValueTask<ApplyResponse> ApplyAsync(ApplyRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var applying = (request.Prior, request.Planned, request.Config) switch
        {
            (ObjectValue, NullValue, _) => Resource.DeleteAsync(new DeleteCall(request, session), cancellation),
            (NullValue, ObjectValue, ObjectValue) => Resource.CreateAsync(new ApplyCall(request, session), cancellation),
            (ObjectValue, ObjectValue, ObjectValue) => Resource.UpdateAsync(new ApplyCall(request, session), cancellation),
            _ => new(new ApplyResponse(request.Planned)),
        };
        return applying.IsCompletedSuccessfully ? new(Finish(applying.Result, request)) : AwaitAsync(applying, request);

        async ValueTask<ApplyResponse> AwaitAsync(ValueTask<ApplyResponse> applying, ApplyRequest request) => Finish(await applying.ConfigureAwait(false), request);
    }

    private ReadResponse Finish(ReadResponse response, ReadRequest request)
    {
        if (response.Private.IsEmpty && !request.Private.IsEmpty) response = response with { Private = request.Private };
        if (response.Identity is null && request.Identity is not null) response = response with { Identity = request.Identity };
        return _hasWriteOnly ? response with { State = WithoutWriteOnly(response.State) } : response;
    }

    private PlanResponse Finish(PlanResponse response, PlanRequest request)
    {
        if (response.Private.IsEmpty && !request.PriorPrivate.IsEmpty) response = response with { Private = request.PriorPrivate };
        if (response.Identity is null && request.PriorIdentity is not null) response = response with { Identity = request.PriorIdentity };
        return _hasWriteOnly ? response with { Planned = WithoutWriteOnly(response.Planned) } : response;
    }

    private ApplyResponse Finish(ApplyResponse response, ApplyRequest request)
    {
        if (response.Private.IsEmpty && !request.PlannedPrivate.IsEmpty) response = response with { Private = request.PlannedPrivate };
        if (response.Identity is null && request.PlannedIdentity is not null) response = response with { Identity = request.PlannedIdentity };
        return _hasWriteOnly ? response with { NewState = WithoutWriteOnly(response.NewState) } : response;
    }

    private Value WithoutWriteOnly(Value value) => WriteOnlyAttributes.Remove(value, Resource.Schema.Block);
}
