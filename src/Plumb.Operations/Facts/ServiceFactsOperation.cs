using Plumb.Operations.Data;
using Plumb.Operations.Facts.Services;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts;

/// <summary>Lists the host's services and whether they run, as facts.</summary>
internal sealed class ServiceFactsOperation : IOperation
{
    public OperationSpec Spec { get; } = new("service_facts", "Return service state information as fact data");

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var tools = new HostTools(context.Host);
        var (services, warnings) = (new MapBuilder(), new List<string>());
        await ScriptServices.AddAsync(tools, services, warnings, cancellation);
        if (context.Host.Files.ReadTextOrNull("/proc/1/comm")?.Contains("systemd", StringComparison.Ordinal) == true && tools.Has("systemctl"))
        {
            await SystemdServices.AddAsync(tools, services, warnings, cancellation);
        }
        if (services.Count == 0)
        {
            return new OperationResult { Skipped = true, Message = "Failed to find any services. This can be due to privileges or some other configuration issue.", Warnings = warnings };
        }
        return new OperationResult { Warnings = warnings, Values = new MapBuilder { { "ansible_facts", new MapBuilder { { "services", services } } } }.Build() };
    }
}
