using Plumb.Operations.Data;
using Plumb.Operations.Facts;
using Plumb.Operations.Facts.Collectors;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>Starts, stops and enables services by whatever manages them on the host.</summary>
internal sealed class ServiceOperation : IOperation
{
    private static readonly string[] NotForSystemd = ["pattern", "runlevel", "sleep", "arguments", "args"];

    public OperationSpec Spec { get; } = new("service", "Manage services")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The service's name") { Required = true },
            new("state", ArgumentType.Text, "What the service is to do") { Choices = ["started", "stopped", "reloaded", "restarted"] },
            new("sleep", ArgumentType.Integer, "Seconds between stopping and starting on a restart"),
            new("pattern", ArgumentType.Text, "A part of the running service's command line, where it has no status"),
            new("enabled", ArgumentType.Boolean, "Whether the service starts with the system"),
            new("runlevel", ArgumentType.Text, "The run level of OpenRC") { Default = "default" },
            new("arguments", ArgumentType.Text, "Further arguments for the program that is run") { Default = "", Aliases = ["args"] },
            new("use", ArgumentType.Text, "What manages services, instead of finding it out") { Default = "auto" },
        ],
        RequiredOneOf = [["state", "enabled"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var use = context.Arguments.RequiredText("use").ToLowerInvariant();
        if (use == "auto") use = await DetectAsync(context, cancellation);
        return use[(use.LastIndexOf('.') + 1)..] switch
        {
            "systemd" or "systemd_service" => await RunSystemdAsync(context, cancellation),
            "sysvinit" => await new SysvinitRun(context).RunAsync(cancellation),
            _ => await new ServiceRun(context, Control(context)).RunAsync(cancellation),
        };
    }

    private static async ValueTask<string> DetectAsync(OperationContext context, CancellationToken cancellation)
    {
        var facts = new FactContext(context.Host);
        await new DistributionCollector().CollectAsync(facts, cancellation);
        await new ServiceManagerCollector().CollectAsync(facts, cancellation);
        return facts.TextFact("service_mgr");
    }

    private static async ValueTask<OperationResult> RunSystemdAsync(OperationContext context, CancellationToken cancellation)
    {
        var ignored = NotForSystemd.Where(n => context.Request.Arguments[n] is not null).Select(n => $"Ignoring \"{n}\" as it is not used in \"systemd\"");
        var arguments = new MapBuilder { { "scope", "system" } };
        foreach (var name in (ReadOnlySpan<string>)["name", "state", "enabled"]) arguments.AddIfSet(name, context.Arguments[name]);
        var result = await new SystemdRun(context with { Arguments = arguments.Build() }).RunAsync(cancellation);
        return result with { Warnings = [.. ignored, .. result.Warnings] };
    }

    private static IServiceControl Control(OperationContext context)
    {
        var tools = new HostTools(context.Host);
        var request = ServiceRequest.From(context.Arguments);
        if (tools.Has("rc-service")) return new OpenRcControl(tools, request);
        return SysvScripts.Exists(context.Host.Files, request.Name)
            ? new SysvControl(tools, request)
            : throw new OperationException($"Could not find the requested service {request.Name}: host");
    }
}
