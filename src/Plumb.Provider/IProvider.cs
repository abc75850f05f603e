using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider;

/// <summary>
/// A provider as the engine sees it: the operations of the Terraform plugin protocol, whoever serves them, an embedded
/// class or a child process. Values that go in and out carry no marks and have the schema's type exactly.
/// A provider reports a fault as a diagnostic; an exception means that it broke. All members may be called at once from
/// several threads after <see cref="ConfigureAsync"/>; members that need no configuration may be called before it.
/// </summary>
public interface IProvider : IAsyncDisposable
{
    ValueTask<ProviderSchema> GetSchemaAsync(CancellationToken cancellation);

    ValueTask<ValidateResponse> ValidateProviderConfigAsync(Value config, CancellationToken cancellation);

    ValueTask<ValidateResponse> ValidateResourceConfigAsync(string type, Value config, CancellationToken cancellation);

    ValueTask<ValidateResponse> ValidateDataConfigAsync(string type, Value config, CancellationToken cancellation);

    ValueTask<ValidateResponse> ValidateEphemeralConfigAsync(string type, Value config, CancellationToken cancellation);

    ValueTask<ConfigureResponse> ConfigureAsync(ConfigureRequest request, CancellationToken cancellation);

    /// <summary>Stored attributes of an older schema version, or of unknown origin, as a value of the present schema.</summary>
    ValueTask<UpgradeResponse> UpgradeResourceStateAsync(UpgradeRequest request, CancellationToken cancellation);

    ValueTask<UpgradeResponse> UpgradeIdentityAsync(UpgradeRequest request, CancellationToken cancellation);

    ValueTask<ReadResponse> ReadResourceAsync(ReadRequest request, CancellationToken cancellation);

    ValueTask<PlanResponse> PlanResourceChangeAsync(PlanRequest request, CancellationToken cancellation);

    ValueTask<ApplyResponse> ApplyResourceChangeAsync(ApplyRequest request, CancellationToken cancellation);

    ValueTask<ImportResponse> ImportResourceStateAsync(ImportRequest request, CancellationToken cancellation);

    ValueTask<MoveResponse> MoveResourceStateAsync(MoveRequest request, CancellationToken cancellation);

    /// <summary>What configuration describes an object; asked only of providers that say that they know.</summary>
    ValueTask<GenerateConfigResponse> GenerateResourceConfigAsync(GenerateConfigRequest request, CancellationToken cancellation) =>
        new(new GenerateConfigResponse(null) { Diagnostics = [ProviderDiagnostic.Error("Generation Not Supported", $"The provider does not say what configuration describes a {request.Type}.")] });

    ValueTask<ReadDataResponse> ReadDataSourceAsync(ReadDataRequest request, CancellationToken cancellation);

    ValueTask<OpenEphemeralResponse> OpenEphemeralAsync(OpenEphemeralRequest request, CancellationToken cancellation);

    ValueTask<RenewEphemeralResponse> RenewEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation);

    ValueTask<ValidateResponse> CloseEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation);

    /// <summary>Providers that list nothing need not say so.</summary>
    ValueTask<ValidateResponse> ValidateListConfigAsync(ListRequest request, CancellationToken cancellation) => new(MissingTypes.Response("list resource", request.Type));

    /// <summary>Tells of the objects one after another, until there are no more or it is told that none is wanted any more.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="found">Takes an object, and says if more are wanted.</param>
    /// <param name="cancellation">Ends the listing.</param>
    ValueTask<ValidateResponse> ListResourcesAsync(ListRequest request, Func<ListedResource, ValueTask<bool>> found, CancellationToken cancellation) => new(MissingTypes.Response("list resource", request.Type));

    /// <summary>Providers without actions need not say so.</summary>
    ValueTask<ValidateResponse> ValidateActionConfigAsync(string type, Value config, CancellationToken cancellation) => new(MissingTypes.Response("action", type));

    ValueTask<PlanActionResponse> PlanActionAsync(ActionRequest request, CancellationToken cancellation) => new(new PlanActionResponse { Diagnostics = [MissingTypes.Diagnostic("action", request.Type)] });

    /// <summary>Does it, and says meanwhile how far it is.</summary>
    ValueTask<ValidateResponse> InvokeActionAsync(ActionRequest request, Func<string, ValueTask> progress, CancellationToken cancellation) => new(MissingTypes.Response("action", request.Type));

    /// <summary>Asks work under way to end early. Calls in flight still answer.</summary>
    ValueTask StopAsync(CancellationToken cancellation);
}
