using Google.Protobuf;
using Google.Protobuf.Collections;
using Plumb.Core.Addresses;
using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using DeferralReason = Plumb.Provider.Requests.DeferralReason;
using OpenEphemeralRequest = Plumb.Plugins.Protocol.Messages.OpenEphemeralRequest;
using OpenEphemeralResponse = Plumb.Plugins.Protocol.Messages.OpenEphemeralResponse;
using RenewEphemeralResponse = Plumb.Plugins.Protocol.Messages.RenewEphemeralResponse;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;
using WireDiagnostic = Plumb.Plugins.Protocol.Messages.Diagnostic;

namespace Plumb.Plugins.Server;

/// <summary>
/// A provider behind the calls of the protocol: messages in, values to the provider, its answer as a message. A fault
/// of the provider, or a message that makes no sense, is answered as a diagnostic, so that the host can tell its user.
/// </summary>
internal sealed partial class ProviderService(IProvider provider, ProviderMethods methods)
{
    private readonly Lock _lock = new();
    private Task<ServedSchema>? _schema;

    public ProviderMethods Methods => methods;

    public async Task<GetMetadataResponse> GetMetadataAsync(NothingRequest request, CancellationToken cancellation)
    {
        var schema = (await SchemaAsync().ConfigureAwait(false)).Schema;
        var response = new GetMetadataResponse { ServerCapabilities = Capabilities(schema) };
        response.Resources.AddRange(schema.Resources.Keys.Select(t => new GetMetadataResponse.Types.TypeName { TypeName_ = t }));
        response.DataSources.AddRange(schema.DataSources.Keys.Select(t => new GetMetadataResponse.Types.TypeName { TypeName_ = t }));
        response.EphemeralResources.AddRange(schema.EphemeralResources.Keys.Select(t => new GetMetadataResponse.Types.TypeName { TypeName_ = t }));
        response.ListResources.AddRange(schema.Lists.Keys.Select(t => new GetMetadataResponse.Types.TypeName { TypeName_ = t }));
        (methods.Version == ProtocolVersion.Five ? response.Actions5 : response.Actions).AddRange(schema.Actions.Keys.Select(t => new GetMetadataResponse.Types.TypeName { TypeName_ = t }));
        response.Functions.AddRange(schema.Functions.Keys.Select(f => new GetMetadataResponse.Types.FunctionName { Name = f }));
        return response;
    }

    public Task<GetSchemaResponse> GetSchema6Async(NothingRequest request, CancellationToken cancellation)
    {
        var response = new GetSchemaResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var schema = served.Schema;
            response.Provider = WireSchema.Write(schema.Provider);
            if (schema.ProviderMeta is { } meta) response.ProviderMeta = WireSchema.Write(meta);
            response.ServerCapabilities = Capabilities(schema);
            foreach (var (type, resource) in schema.Resources) response.ResourceSchemas[type] = WireSchema.Write(resource);
            foreach (var (type, data) in schema.DataSources) response.DataSourceSchemas[type] = WireSchema.Write(data);
            foreach (var (type, ephemeral) in schema.EphemeralResources) response.EphemeralResourceSchemas[type] = WireSchema.Write(ephemeral);
            foreach (var (type, list) in schema.Lists) response.ListResourceSchemas[type] = WireSchema.Write(list);
            foreach (var (type, action) in schema.Actions) response.ActionSchemas[type] = new ActionSchema { Schema = WireSchema.Write(action) };
            foreach (var (name, function) in schema.Functions) response.Functions[name] = WireFunction.Write(function);
        }, cancellation);
    }

    public async Task<Protocol.Messages.V5.GetSchemaResponse> GetSchema5Async(NothingRequest request, CancellationToken cancellation)
    {
        var response = new Protocol.Messages.V5.GetSchemaResponse();
        return await AnswerAsync(response, response.Diagnostics, async _ =>
            response.MergeFrom(WireSchema5.ToVersion5(await GetSchema6Async(request, cancellation).ConfigureAwait(false))), cancellation).ConfigureAwait(false);
    }

    public Task<GetIdentitySchemasResponse> GetIdentitySchemasAsync(NothingRequest request, CancellationToken cancellation)
    {
        var response = new GetIdentitySchemasResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            foreach (var (type, identity) in served.Schema.Identities) response.IdentitySchemas[type] = WireSchema.Write(identity);
        }, cancellation);
    }

    public Task<GetFunctionsResponse> GetFunctionsAsync(NothingRequest request, CancellationToken cancellation)
    {
        var response = new GetFunctionsResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            foreach (var (name, function) in served.Schema.Functions) response.Functions[name] = WireFunction.Write(function);
        }, cancellation);
    }

    public async Task<CallFunctionResponse> CallFunctionAsync(CallFunctionRequest request, CancellationToken cancellation)
    {
        var schema = (await SchemaAsync().ConfigureAwait(false)).Schema;
        if (!schema.Functions.TryGetValue(request.Name, out var function)) return Fault($"This provider has no function \"{request.Name}\".");
        try
        {
            var arguments = new Value[request.Arguments.Count];
            for (var i = 0; i < arguments.Length; i++)
            {
                var parameter = i < function.Parameters.Count ? function.Parameters[i] : function.VariadicParameter;
                if (parameter is null) return Fault($"The function \"{request.Name}\" takes {function.Parameters.Count} arguments.");
                arguments[i] = WireValue.Read(request.Arguments[i], parameter.Type);
            }
            var result = FunctionInvoker.Call(function, arguments, out var error);
            if (error is null) return new CallFunctionResponse { Result = WireValue.Write(result, WireFunction.ReturnTypeOf(function)) };
            var fault = new FunctionFault { Text = error.Message };
            if (error.Argument is { } argument) fault.FunctionArgument = argument;
            return new CallFunctionResponse { Error = fault };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Fault($"The function broke: {e.Message}");
        }

        static CallFunctionResponse Fault(string text) => new() { Error = new FunctionFault { Text = text } };
    }

    public Task<ValidateProviderResponse> ValidateProviderAsync(ValidateProviderRequest request, CancellationToken cancellation)
    {
        var response = new ValidateProviderResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            if (methods.Version == ProtocolVersion.Five) response.PreparedConfig = request.Config;
            var config = WireValue.Read(request.Config, served.Schema.Provider.Block.ImpliedType);
            WireDiagnostics.Write((await provider.ValidateProviderConfigAsync(config, cancellation).ConfigureAwait(false)).Diagnostics, response.Diagnostics);
        }, cancellation);
    }

    public Task<DiagnosticsResponse> ValidateResourceAsync(ValidateTypeRequest request, CancellationToken cancellation) =>
        ValidateAsync(request, ResourceMode.Managed, provider.ValidateResourceConfigAsync, cancellation);

    public Task<DiagnosticsResponse> ValidateDataSourceAsync(ValidateTypeRequest request, CancellationToken cancellation) =>
        ValidateAsync(request, ResourceMode.Data, provider.ValidateDataConfigAsync, cancellation);

    public Task<DiagnosticsResponse> ValidateEphemeralAsync(ValidateTypeRequest request, CancellationToken cancellation) =>
        ValidateAsync(request, ResourceMode.Ephemeral, provider.ValidateEphemeralConfigAsync, cancellation);

    public Task<DiagnosticsResponse> ConfigureAsync(ConfigureProviderRequest request, CancellationToken cancellation)
    {
        var response = new DiagnosticsResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var config = WireValue.Read(request.Config, served.Schema.Provider.Block.ImpliedType);
            var configured = await provider.ConfigureAsync(new ConfigureRequest(config, request.TerraformVersion, request.ClientCapabilities?.DeferralAllowed ?? false), cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(configured.Diagnostics, response.Diagnostics);
        }, cancellation);
    }

    public async Task<StopResponse> StopAsync(NothingRequest request, CancellationToken cancellation)
    {
        await provider.StopAsync(cancellation).ConfigureAwait(false);
        return new StopResponse();
    }

    public Task<Protocol.Messages.ReadDataSourceResponse> ReadDataSourceAsync(ReadDataSourceRequest request, CancellationToken cancellation)
    {
        var response = new Protocol.Messages.ReadDataSourceResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var type = served.TypeOf(ResourceMode.Data, request.TypeName);
            var read = await provider.ReadDataSourceAsync(new ReadDataRequest(request.TypeName, WireValue.Read(request.Config, type))
            {
                ProviderMeta = served.Meta(request.ProviderMeta),
                DeferralAllowed = request.ClientCapabilities?.DeferralAllowed ?? false,
            }, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(read.Diagnostics, response.Diagnostics);
            response.State = WireValue.Write(read.State, type);
            response.Deferred = Deferral(read.Deferred);
        }, cancellation);
    }

    public Task<OpenEphemeralResponse> OpenEphemeralAsync(OpenEphemeralRequest request, CancellationToken cancellation)
    {
        var response = new OpenEphemeralResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var type = served.TypeOf(ResourceMode.Ephemeral, request.TypeName);
            var opened = await provider.OpenEphemeralAsync(
                new Provider.Requests.OpenEphemeralRequest(request.TypeName, WireValue.Read(request.Config, type)) { DeferralAllowed = request.ClientCapabilities?.DeferralAllowed ?? false },
                cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(opened.Diagnostics, response.Diagnostics);
            response.Result = WireValue.Write(opened.Result, type);
            response.RenewAt = opened.RenewAt is { } at ? Timestamp.FromDateTimeOffset(at) : null;
            if (!opened.Private.IsEmpty) response.Private = Bytes(opened.Private);
            response.Deferred = Deferral(opened.Deferred);
        }, cancellation);
    }

    public Task<RenewEphemeralResponse> RenewEphemeralAsync(HeldEphemeralRequest request, CancellationToken cancellation)
    {
        var response = new RenewEphemeralResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var renewed = await provider.RenewEphemeralAsync(request.TypeName, request.Private.Memory, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(renewed.Diagnostics, response.Diagnostics);
            response.RenewAt = renewed.RenewAt is { } at ? Timestamp.FromDateTimeOffset(at) : null;
            if (!renewed.Private.IsEmpty) response.Private = Bytes(renewed.Private);
        }, cancellation);
    }

    public Task<DiagnosticsResponse> CloseEphemeralAsync(HeldEphemeralRequest request, CancellationToken cancellation)
    {
        var response = new DiagnosticsResponse();
        return AnswerAsync(response, response.Diagnostics, async _ =>
            WireDiagnostics.Write((await provider.CloseEphemeralAsync(request.TypeName, request.Private.Memory, cancellation).ConfigureAwait(false)).Diagnostics, response.Diagnostics), cancellation);
    }

    private Task<DiagnosticsResponse> ValidateAsync(
        ValidateTypeRequest request, ResourceMode mode, Func<string, Value, CancellationToken, ValueTask<ValidateResponse>> validate, CancellationToken cancellation)
    {
        var response = new DiagnosticsResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var type = served.TypeOf(mode, request.TypeName);
            var validated = await validate(request.TypeName, WireValue.Read(request.Config, type), cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(validated.Diagnostics, response.Diagnostics);
        }, cancellation);
    }

    /// <summary>Whatever goes wrong in an answer becomes one of its diagnostics.</summary>
    private async Task<TResponse> AnswerAsync<TResponse>(TResponse response, RepeatedField<WireDiagnostic> diagnostics, Func<ServedSchema, Task> fill, CancellationToken cancellation)
    {
        try
        {
            await fill(await SchemaAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (UnknownTypeException unknown)
        {
            WireDiagnostics.Write([ProviderDiagnostic.Error("Unknown type", unknown.Message)], diagnostics);
        }
        catch (FormatException malformed)
        {
            WireDiagnostics.Write([ProviderDiagnostic.Error("Malformed request", $"A value in the host's request cannot be read: {malformed.Message}.")], diagnostics);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            WireDiagnostics.Write([ProviderDiagnostic.Error("Provider broke", $"{fault.GetType().Name}: {fault.Message}\n\nThis is a bug in the provider, which should be reported in its own issue tracker.\n\n{fault.StackTrace}")], diagnostics);
        }
        return response;
    }

    private Task<ServedSchema> SchemaAsync()
    {
        lock (_lock) return _schema is { IsFaulted: false } ? _schema : _schema = LoadAsync();
    }

    /// <summary>Outlives the call that asks first: others wait for it too.</summary>
    private async Task<ServedSchema> LoadAsync() => new(await provider.GetSchemaAsync(CancellationToken.None).ConfigureAwait(false));

    private static Protocol.Messages.ServerCapabilities Capabilities(ProviderSchema schema) => new()
    {
        PlanDestroy = schema.Capabilities.PlanDestroy,
        GetProviderSchemaOptional = true,
        MoveResourceState = schema.Capabilities.MoveResourceState,
        GenerateResourceConfig = schema.Capabilities.GenerateResourceConfig,
    };

    private static UpgradeRequest Upgrade(UpgradeStateRequest request) => new(request.TypeName, request.Version, request.RawState?.Json.Memory ?? default)
    {
        Flatmap = request.RawState is { Flatmap.Count: > 0 } raw ? raw.Flatmap : null,
    };

    private static ByteString Bytes(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(bytes);

    private static Deferred? Deferral(DeferralReason? reason) => reason is { } why ? new Deferred { Reason = (Deferred.Types.Reason)(int)why } : null;

    private static ProviderAddress SourceProvider(string text) => text.Split('/') is [var host, var space, var type]
        ? new ProviderAddress(host, space, type)
        : throw new FormatException($"\"{text}\" is not a provider's address");
}
