using Google.Protobuf;
using Google.Protobuf.Collections;
using Plumb.Core.Addresses;
using Plumb.Plugins.Protocol;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using DeferralReason = Plumb.Provider.Requests.DeferralReason;
using Value = Plumb.Core.Values.Value;

namespace Plumb.Plugins.Client;

/// <summary>
/// A provider behind a plugin process. Values go out and answers come back by the protocol; a plugin that crashes, does
/// not answer or answers what its own schema forbids is reported as a diagnostic of the call. Before it is configured it
/// shares a process with others of the same program; configuring takes one of its own.
/// </summary>
internal sealed partial class PluginProvider(IPluginProcesses processes, SharedSchema schema) : IProvider
{
    private PluginConnection? _claimed;

    public async ValueTask<ProviderSchema> GetSchemaAsync(CancellationToken cancellation) => (await schema.GetAsync(cancellation).ConfigureAwait(false)).Schema;

    public ValueTask<ValidateResponse> ValidateProviderConfigAsync(Value config, CancellationToken cancellation) => ValidateAsync(async (plugin, known) =>
    {
        var request = new ValidateProviderRequest { Config = WireValue.Write(config, known.Schema.Provider.Block.ImpliedType) };
        return (await plugin.CallAsync(plugin.Methods.ValidateProvider, request, cancellation).ConfigureAwait(false)).Diagnostics;
    }, cancellation);

    public ValueTask<ValidateResponse> ValidateResourceConfigAsync(string type, Value config, CancellationToken cancellation) =>
        ValidateTypeAsync(m => m.ValidateResource, ResourceMode.Managed, type, config, cancellation);

    public ValueTask<ValidateResponse> ValidateDataConfigAsync(string type, Value config, CancellationToken cancellation) =>
        ValidateTypeAsync(m => m.ValidateDataSource, ResourceMode.Data, type, config, cancellation);

    public ValueTask<ValidateResponse> ValidateEphemeralConfigAsync(string type, Value config, CancellationToken cancellation) =>
        ValidateTypeAsync(m => m.ValidateEphemeral, ResourceMode.Ephemeral, type, config, cancellation);

    public async ValueTask<ConfigureResponse> ConfigureAsync(ConfigureRequest request, CancellationToken cancellation)
    {
        var found = await AskAsync(null, ClaimAsync, async (plugin, known) =>
        {
            var message = new ConfigureProviderRequest
            {
                TerraformVersion = request.TerraformVersion,
                Config = WireValue.Write(request.Config, known.Schema.Provider.Block.ImpliedType),
                ClientCapabilities = Capabilities(plugin, request.DeferralAllowed),
            };
            return WireDiagnostics.Read((await plugin.CallAsync(plugin.Methods.Configure, message, cancellation).ConfigureAwait(false)).Diagnostics);
        }, failure => [failure.ToDiagnostic()], cancellation).ConfigureAwait(false);
        return found.Count == 0 ? ConfigureResponse.Ok : new ConfigureResponse(found);
    }

    public ValueTask<ReadDataResponse> ReadDataSourceAsync(ReadDataRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var type = known.TypeOf(ResourceMode.Data, request.Type);
        var answer = await plugin.CallAsync(plugin.Methods.ReadDataSource, new ReadDataSourceRequest
        {
            TypeName = request.Type,
            Config = WireValue.Write(request.Config, type),
            ProviderMeta = Meta(request.ProviderMeta, known),
            ClientCapabilities = Capabilities(plugin, request.DeferralAllowed),
        }, cancellation).ConfigureAwait(false);
        return new ReadDataResponse(WireValue.Read(answer.State, type)) { Deferred = Reason(answer.Deferred), Diagnostics = WireDiagnostics.Read(answer.Diagnostics) };
    }, failure => new ReadDataResponse(Value.DynamicUnknown) { Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    public ValueTask<Provider.Requests.OpenEphemeralResponse> OpenEphemeralAsync(Provider.Requests.OpenEphemeralRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var type = known.TypeOf(ResourceMode.Ephemeral, request.Type);
        var answer = await plugin.CallAsync(plugin.Methods.OpenEphemeral, new Protocol.Messages.OpenEphemeralRequest
        {
            TypeName = request.Type,
            Config = WireValue.Write(request.Config, type),
            ClientCapabilities = Capabilities(plugin, request.DeferralAllowed),
        }, cancellation).ConfigureAwait(false);
        return new Provider.Requests.OpenEphemeralResponse(WireValue.Read(answer.Result, type))
        {
            Private = answer.Private.Memory,
            RenewAt = answer.RenewAt?.ToDateTimeOffset(),
            Deferred = Reason(answer.Deferred),
            Diagnostics = WireDiagnostics.Read(answer.Diagnostics),
        };
    }, failure => new Provider.Requests.OpenEphemeralResponse(Value.DynamicUnknown) { Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    public ValueTask<Provider.Requests.RenewEphemeralResponse> RenewEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) => AskAsync(async (plugin, _) =>
    {
        var answer = await plugin.CallAsync(plugin.Methods.RenewEphemeral, new HeldEphemeralRequest { TypeName = type, Private = Bytes(privateData) }, cancellation).ConfigureAwait(false);
        return new Provider.Requests.RenewEphemeralResponse(answer.RenewAt?.ToDateTimeOffset(), answer.Private.Memory, WireDiagnostics.Read(answer.Diagnostics));
    }, failure => new Provider.Requests.RenewEphemeralResponse(null, privateData, [failure.ToDiagnostic()]), cancellation);

    public ValueTask<ValidateResponse> CloseEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) => ValidateAsync(async (plugin, _) =>
        (await plugin.CallAsync(plugin.Methods.CloseEphemeral, new HeldEphemeralRequest { TypeName = type, Private = Bytes(privateData) }, cancellation).ConfigureAwait(false)).Diagnostics, cancellation);

    public async ValueTask StopAsync(CancellationToken cancellation)
    {
        if (_claimed is not { } plugin) return;
        try
        {
            await plugin.CallAsync(plugin.Methods.Stop, new NothingRequest(), cancellation).ConfigureAwait(false);
        }
        catch (PluginException failure)
        {
            processes.Options.Log.Write(PluginLogLevel.Warn, processes.File.LogName, $"cannot be asked to stop: {failure.Message}");
        }
    }

    /// <summary>The processes belong to the source of the provider, which ends them all at once.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask<ValidateResponse> ValidateTypeAsync(
        Func<ProviderMethods, Grpc.Core.Method<ValidateTypeRequest, DiagnosticsResponse>> method, ResourceMode mode, string type, Value config, CancellationToken cancellation) => ValidateAsync(async (plugin, known) =>
    {
        var request = new ValidateTypeRequest { TypeName = type, Config = WireValue.Write(config, known.TypeOf(mode, type)), ClientCapabilities = Capabilities(plugin, false) };
        return (await plugin.CallAsync(method(plugin.Methods), request, cancellation).ConfigureAwait(false)).Diagnostics;
    }, cancellation);

    private ValueTask<ValidateResponse> ValidateAsync(Func<PluginConnection, PluginSchema, Task<RepeatedField<Protocol.Messages.Diagnostic>>> ask, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var found = WireDiagnostics.Read(await ask(plugin, known).ConfigureAwait(false));
        return found.Count == 0 ? ValidateResponse.Ok : new ValidateResponse(found);
    }, failure => new ValidateResponse([failure.ToDiagnostic()]), cancellation);

    /// <summary>Asks the own process, or before it is configured the shared one.</summary>
    private ValueTask<T> AskAsync<T>(Func<PluginConnection, PluginSchema, Task<T>> ask, Func<PluginException, T> onFailure, CancellationToken cancellation) =>
        AskAsync(_claimed, SharedAsync, ask, onFailure, cancellation);

    /// <param name="plugin">Null where it has yet to be connected to.</param>
    private async ValueTask<T> AskAsync<T>(
        PluginConnection? plugin, Func<CancellationToken, Task<PluginConnection>> connect, Func<PluginConnection, PluginSchema, Task<T>> ask, Func<PluginException, T> onFailure, CancellationToken cancellation)
    {
        try
        {
            var known = await schema.GetAsync(cancellation).ConfigureAwait(false);
            return await ask(plugin ?? await connect(cancellation).ConfigureAwait(false), known).ConfigureAwait(false);
        }
        catch (PluginException failure)
        {
            return onFailure(failure);
        }
        catch (FormatException malformed)
        {
            return onFailure(new PluginException(PluginFaults.Nonsense, $"The provider {processes.File.Name} answered a value that cannot be read by its own schema: {malformed.Message}.\n\n{PluginFaults.BugAdvice}", malformed) { MayHaveActed = true });
        }
    }

    private async Task<PluginConnection> SharedAsync(CancellationToken cancellation)
    {
        var shared = await processes.SharedAsync(cancellation).ConfigureAwait(false);
        await schema.PrimeAsync(shared, cancellation).ConfigureAwait(false);
        return shared;
    }

    private async Task<PluginConnection> ClaimAsync(CancellationToken cancellation)
    {
        var own = await processes.ClaimAsync(cancellation).ConfigureAwait(false);
        await schema.PrimeAsync(own, cancellation).ConfigureAwait(false);
        _claimed = own;
        return own;
    }

    private static ClientCapabilities Capabilities(PluginConnection plugin, bool deferralAllowed) => new()
    {
        DeferralAllowed = deferralAllowed,
        WriteOnlyAttributesAllowed = true,
        StorePlannedPrivate = plugin.Methods.Version == ProtocolVersion.Six,
        ComputedBlocksAllowed = plugin.Methods.Version == ProtocolVersion.Six,
    };

    private static DynamicValue? Meta(Value? meta, PluginSchema known) => meta is not null && known.Schema.ProviderMeta is { } block ? WireValue.Write(meta, block.Block.ImpliedType) : null;

    private static DeferralReason? Reason(Deferred? deferred) => deferred is null ? null : (DeferralReason)(int)deferred.Reason;

    private static ByteString Bytes(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(bytes);
}
