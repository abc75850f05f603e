using Google.Protobuf;
using Grpc.Core;
using Plumb.Plugins.Protocol.Messages;

namespace Plumb.Plugins.Protocol;

/// <summary>
/// The calls of the provider service in one major version. The versions differ in names and in how schemas are written;
/// every other message has the same form on the wire.
/// </summary>
public sealed class ProviderMethods
{
    private readonly string _service;

    private ProviderMethods(ProtocolVersion version)
    {
        Version = version;
        var is5 = version == ProtocolVersion.Five;
        _service = is5 ? "tfplugin5.Provider" : "tfplugin6.Provider";

        GetMetadata = Unary("GetMetadata", NothingRequest.Parser, GetMetadataResponse.Parser);
        GetSchema6 = Unary("GetProviderSchema", NothingRequest.Parser, GetSchemaResponse.Parser);
        GetSchema5 = Unary("GetSchema", NothingRequest.Parser, Messages.V5.GetSchemaResponse.Parser);
        GetIdentitySchemas = Unary("GetResourceIdentitySchemas", NothingRequest.Parser, GetIdentitySchemasResponse.Parser);
        GetFunctions = Unary("GetFunctions", NothingRequest.Parser, GetFunctionsResponse.Parser);
        CallFunction = Unary("CallFunction", CallFunctionRequest.Parser, CallFunctionResponse.Parser);

        ValidateProvider = Unary(is5 ? "PrepareProviderConfig" : "ValidateProviderConfig", ValidateProviderRequest.Parser, ValidateProviderResponse.Parser);
        ValidateResource = Unary(is5 ? "ValidateResourceTypeConfig" : "ValidateResourceConfig", ValidateTypeRequest.Parser, DiagnosticsResponse.Parser);
        ValidateDataSource = Unary(is5 ? "ValidateDataSourceConfig" : "ValidateDataResourceConfig", ValidateTypeRequest.Parser, DiagnosticsResponse.Parser);
        ValidateEphemeral = Unary("ValidateEphemeralResourceConfig", ValidateTypeRequest.Parser, DiagnosticsResponse.Parser);

        Configure = Unary(is5 ? "Configure" : "ConfigureProvider", ConfigureProviderRequest.Parser, DiagnosticsResponse.Parser);
        Stop = Unary(is5 ? "Stop" : "StopProvider", NothingRequest.Parser, StopResponse.Parser);

        UpgradeState = Unary("UpgradeResourceState", UpgradeStateRequest.Parser, UpgradeStateResponse.Parser);
        UpgradeIdentity = Unary("UpgradeResourceIdentity", UpgradeStateRequest.Parser, UpgradeIdentityResponse.Parser);
        ReadResource = Unary("ReadResource", ReadResourceRequest.Parser, ReadResourceResponse.Parser);
        PlanChange = Unary("PlanResourceChange", PlanChangeRequest.Parser, PlanChangeResponse.Parser);
        ApplyChange = Unary("ApplyResourceChange", ApplyChangeRequest.Parser, ApplyChangeResponse.Parser);
        ImportState = Unary("ImportResourceState", ImportStateRequest.Parser, ImportStateResponse.Parser);
        MoveState = Unary("MoveResourceState", MoveStateRequest.Parser, MoveStateResponse.Parser);
        GenerateConfig = Unary("GenerateResourceConfig", GenerateConfigRequest.Parser, GenerateConfigResponse.Parser);
        ReadDataSource = Unary("ReadDataSource", ReadDataSourceRequest.Parser, ReadDataSourceResponse.Parser);

        OpenEphemeral = Unary("OpenEphemeralResource", OpenEphemeralRequest.Parser, OpenEphemeralResponse.Parser);
        RenewEphemeral = Unary("RenewEphemeralResource", HeldEphemeralRequest.Parser, RenewEphemeralResponse.Parser);
        ValidateList = Unary("ValidateListResourceConfig", ValidateListRequest.Parser, DiagnosticsResponse.Parser);
        ListResource = Streaming("ListResource", ListResourceRequest.Parser, ListResourceEvent.Parser);
        ValidateAction = Unary("ValidateActionConfig", ValidateTypeRequest.Parser, DiagnosticsResponse.Parser);
        PlanAction = Unary("PlanAction", ActionRequest.Parser, PlanActionResponse.Parser);
        InvokeAction = Streaming("InvokeAction", ActionRequest.Parser, InvokeActionEvent.Parser);
        CloseEphemeral = Unary("CloseEphemeralResource", HeldEphemeralRequest.Parser, DiagnosticsResponse.Parser);
    }

    public static ProviderMethods Version5 { get; } = new(ProtocolVersion.Five);

    public static ProviderMethods Version6 { get; } = new(ProtocolVersion.Six);

    public ProtocolVersion Version { get; }

    public Method<NothingRequest, GetMetadataResponse> GetMetadata { get; }

    /// <summary>Version 6 only.</summary>
    public Method<NothingRequest, GetSchemaResponse> GetSchema6 { get; }

    /// <summary>Version 5 only.</summary>
    public Method<NothingRequest, Messages.V5.GetSchemaResponse> GetSchema5 { get; }

    public Method<NothingRequest, GetIdentitySchemasResponse> GetIdentitySchemas { get; }

    public Method<NothingRequest, GetFunctionsResponse> GetFunctions { get; }

    public Method<CallFunctionRequest, CallFunctionResponse> CallFunction { get; }

    public Method<ValidateProviderRequest, ValidateProviderResponse> ValidateProvider { get; }

    public Method<ValidateTypeRequest, DiagnosticsResponse> ValidateResource { get; }

    public Method<ValidateTypeRequest, DiagnosticsResponse> ValidateDataSource { get; }

    public Method<ValidateTypeRequest, DiagnosticsResponse> ValidateEphemeral { get; }

    public Method<ConfigureProviderRequest, DiagnosticsResponse> Configure { get; }

    public Method<NothingRequest, StopResponse> Stop { get; }

    public Method<UpgradeStateRequest, UpgradeStateResponse> UpgradeState { get; }

    public Method<UpgradeStateRequest, UpgradeIdentityResponse> UpgradeIdentity { get; }

    public Method<ReadResourceRequest, ReadResourceResponse> ReadResource { get; }

    public Method<PlanChangeRequest, PlanChangeResponse> PlanChange { get; }

    public Method<ApplyChangeRequest, ApplyChangeResponse> ApplyChange { get; }

    public Method<ImportStateRequest, ImportStateResponse> ImportState { get; }

    public Method<MoveStateRequest, MoveStateResponse> MoveState { get; }

    public Method<GenerateConfigRequest, GenerateConfigResponse> GenerateConfig { get; }

    public Method<ReadDataSourceRequest, ReadDataSourceResponse> ReadDataSource { get; }

    public Method<OpenEphemeralRequest, OpenEphemeralResponse> OpenEphemeral { get; }

    public Method<HeldEphemeralRequest, RenewEphemeralResponse> RenewEphemeral { get; }

    public Method<HeldEphemeralRequest, DiagnosticsResponse> CloseEphemeral { get; }

    public Method<ValidateListRequest, DiagnosticsResponse> ValidateList { get; }

    public Method<ListResourceRequest, ListResourceEvent> ListResource { get; }

    public Method<ValidateTypeRequest, DiagnosticsResponse> ValidateAction { get; }

    public Method<ActionRequest, PlanActionResponse> PlanAction { get; }

    public Method<ActionRequest, InvokeActionEvent> InvokeAction { get; }

    public static ProviderMethods For(ProtocolVersion version) => version == ProtocolVersion.Five ? Version5 : Version6;

    private Method<TRequest, TResponse> Unary<TRequest, TResponse>(string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : class, IBufferMessage, IMessage<TRequest>
        where TResponse : class, IBufferMessage, IMessage<TResponse> =>
        new(MethodType.Unary, _service, name, ProtobufMarshaller.For(request), ProtobufMarshaller.For(response));

    private Method<TRequest, TResponse> Streaming<TRequest, TResponse>(string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : class, IBufferMessage, IMessage<TRequest>
        where TResponse : class, IBufferMessage, IMessage<TResponse> =>
        new(MethodType.ServerStreaming, _service, name, ProtobufMarshaller.For(request), ProtobufMarshaller.For(response));
}
