using Grpc.AspNetCore.Server.Model;
using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Server;

/// <summary>Which method of the process service answers which call.</summary>
internal sealed class ProcessServiceMethods : IServiceMethodProvider<ProcessService>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<ProcessService> context)
    {
        context.AddUnaryMethod(ProcessMethods.Shutdown, [], static (service, request, call) => service.ShutdownAsync(request, call));
        context.AddUnaryMethod(ProcessMethods.CheckHealth, [], static (_, request, call) => ProcessService.CheckHealthAsync(request, call));
        context.AddServerStreamingMethod(ProcessMethods.StreamStdio, [], static (service, request, output, call) => service.StreamStdioAsync(request, output, call));
        context.AddDuplexStreamingMethod(ProcessMethods.StartBroker, [], static (service, input, output, call) => service.StartBrokerAsync(input, output, call));
    }
}
