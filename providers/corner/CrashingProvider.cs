using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Corner;

/// <summary>
/// Ends the process in the middle of the call that CORNER_CRASH names, by CORNER_CRASH_HOW: with an exit code, a signal or
/// an unhandled exception's text. A resource whose configuration says <c>crash = true</c> is spared no call of that name.
/// </summary>
internal sealed class CrashingProvider(IProvider inner) : IProvider
{
    private static readonly string Call = Environment.GetEnvironmentVariable("CORNER_CRASH") ?? "";

    public ValueTask<ProviderSchema> GetSchemaAsync(CancellationToken cancellation) => At("schema").GetSchemaAsync(cancellation);

    public ValueTask<ValidateResponse> ValidateProviderConfigAsync(Value config, CancellationToken cancellation) => At("validate-provider").ValidateProviderConfigAsync(config, cancellation);

    public ValueTask<ValidateResponse> ValidateResourceConfigAsync(string type, Value config, CancellationToken cancellation) => At("validate").ValidateResourceConfigAsync(type, config, cancellation);

    public ValueTask<ValidateResponse> ValidateDataConfigAsync(string type, Value config, CancellationToken cancellation) => At("validate-data").ValidateDataConfigAsync(type, config, cancellation);

    public ValueTask<ValidateResponse> ValidateEphemeralConfigAsync(string type, Value config, CancellationToken cancellation) => At("validate-ephemeral").ValidateEphemeralConfigAsync(type, config, cancellation);

    public ValueTask<ConfigureResponse> ConfigureAsync(ConfigureRequest request, CancellationToken cancellation) => At("configure").ConfigureAsync(request, cancellation);

    public ValueTask<UpgradeResponse> UpgradeResourceStateAsync(UpgradeRequest request, CancellationToken cancellation) => At("upgrade").UpgradeResourceStateAsync(request, cancellation);

    public ValueTask<UpgradeResponse> UpgradeIdentityAsync(UpgradeRequest request, CancellationToken cancellation) => At("upgrade-identity").UpgradeIdentityAsync(request, cancellation);

    public ValueTask<ReadResponse> ReadResourceAsync(ReadRequest request, CancellationToken cancellation) => At("read").ReadResourceAsync(request, cancellation);

    public ValueTask<PlanResponse> PlanResourceChangeAsync(PlanRequest request, CancellationToken cancellation) => At("plan").PlanResourceChangeAsync(request, cancellation);

    public ValueTask<ApplyResponse> ApplyResourceChangeAsync(ApplyRequest request, CancellationToken cancellation) => At("apply").ApplyResourceChangeAsync(request, cancellation);

    public ValueTask<ImportResponse> ImportResourceStateAsync(ImportRequest request, CancellationToken cancellation) => At("import").ImportResourceStateAsync(request, cancellation);

    public ValueTask<MoveResponse> MoveResourceStateAsync(MoveRequest request, CancellationToken cancellation) => At("move").MoveResourceStateAsync(request, cancellation);

    public ValueTask<GenerateConfigResponse> GenerateResourceConfigAsync(GenerateConfigRequest request, CancellationToken cancellation) => At("generate").GenerateResourceConfigAsync(request, cancellation);

    public ValueTask<ReadDataResponse> ReadDataSourceAsync(ReadDataRequest request, CancellationToken cancellation) => At("read-data").ReadDataSourceAsync(request, cancellation);

    public ValueTask<OpenEphemeralResponse> OpenEphemeralAsync(OpenEphemeralRequest request, CancellationToken cancellation) => At("open").OpenEphemeralAsync(request, cancellation);

    public ValueTask<RenewEphemeralResponse> RenewEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) => At("renew").RenewEphemeralAsync(type, privateData, cancellation);

    public ValueTask<ValidateResponse> CloseEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) => At("close").CloseEphemeralAsync(type, privateData, cancellation);

    public ValueTask<ValidateResponse> ValidateListConfigAsync(ListRequest request, CancellationToken cancellation) => At("validate-list").ValidateListConfigAsync(request, cancellation);

    public ValueTask<ValidateResponse> ListResourcesAsync(ListRequest request, Func<ListedResource, ValueTask<bool>> found, CancellationToken cancellation) => At("list").ListResourcesAsync(request, found, cancellation);

    public ValueTask<ValidateResponse> ValidateActionConfigAsync(string type, Value config, CancellationToken cancellation) => At("validate-action").ValidateActionConfigAsync(type, config, cancellation);

    public ValueTask<PlanActionResponse> PlanActionAsync(ActionRequest request, CancellationToken cancellation) => At("plan-action").PlanActionAsync(request, cancellation);

    public ValueTask<ValidateResponse> InvokeActionAsync(ActionRequest request, Func<string, ValueTask> progress, CancellationToken cancellation) => At("invoke").InvokeActionAsync(request, progress, cancellation);

    public ValueTask StopAsync(CancellationToken cancellation) => At("stop").StopAsync(cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>Ends the process where this is the call to do so.</summary>
    public static void Reach(string call)
    {
        if (call != Call) return;
        Console.Error.WriteLine($"panic: told to crash at {call}");
        Environment.Exit(17);
    }

    private IProvider At(string call)
    {
        Reach(call);
        return inner;
    }
}
