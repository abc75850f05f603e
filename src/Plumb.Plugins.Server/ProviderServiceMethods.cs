using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Server;

/// <summary>Which method of the provider service answers which call of the version that was agreed on.</summary>
internal sealed class ProviderServiceMethods(ProviderService service) : IServiceMethodProvider<ProviderService>
{
    private delegate Task<TResponse> Answer<in TRequest, TResponse>(TRequest request, CancellationToken cancellation);

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<ProviderService> context)
    {
        var methods = service.Methods;
        Add(context, methods.GetMetadata, service.GetMetadataAsync);
        if (methods.Version == ProtocolVersion.Five) Add(context, methods.GetSchema5, service.GetSchema5Async);
        else Add(context, methods.GetSchema6, service.GetSchema6Async);
        Add(context, methods.GetIdentitySchemas, service.GetIdentitySchemasAsync);
        Add(context, methods.GetFunctions, service.GetFunctionsAsync);
        Add(context, methods.CallFunction, service.CallFunctionAsync);
        Add(context, methods.ValidateProvider, service.ValidateProviderAsync);
        Add(context, methods.ValidateResource, service.ValidateResourceAsync);
        Add(context, methods.ValidateDataSource, service.ValidateDataSourceAsync);
        Add(context, methods.ValidateEphemeral, service.ValidateEphemeralAsync);
        Add(context, methods.Configure, service.ConfigureAsync);
        Add(context, methods.Stop, service.StopAsync);
        Add(context, methods.UpgradeState, service.UpgradeStateAsync);
        Add(context, methods.UpgradeIdentity, service.UpgradeIdentityAsync);
        Add(context, methods.ReadResource, service.ReadResourceAsync);
        Add(context, methods.PlanChange, service.PlanChangeAsync);
        Add(context, methods.ApplyChange, service.ApplyChangeAsync);
        Add(context, methods.ImportState, service.ImportStateAsync);
        Add(context, methods.MoveState, service.MoveStateAsync);
        Add(context, methods.GenerateConfig, service.GenerateConfigAsync);
        Add(context, methods.ReadDataSource, service.ReadDataSourceAsync);
        Add(context, methods.OpenEphemeral, service.OpenEphemeralAsync);
        Add(context, methods.RenewEphemeral, service.RenewEphemeralAsync);
        Add(context, methods.CloseEphemeral, service.CloseEphemeralAsync);
        Add(context, methods.ValidateList, service.ValidateListAsync);
        context.AddServerStreamingMethod(methods.ListResource, [], static (service, request, output, call) => service.ListResourceAsync(request, output, call.CancellationToken));
        Add(context, methods.ValidateAction, service.ValidateActionAsync);
        Add(context, methods.PlanAction, service.PlanActionAsync);
        context.AddServerStreamingMethod(methods.InvokeAction, [], static (service, request, output, call) => service.InvokeActionAsync(request, output, call.CancellationToken));
    }

    private static void Add<TRequest, TResponse>(ServiceMethodProviderContext<ProviderService> context, Method<TRequest, TResponse> method, Answer<TRequest, TResponse> answer)
        where TRequest : class
        where TResponse : class =>
        context.AddUnaryMethod(method, [], (_, request, call) => answer(request, call.CancellationToken));
}
