using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>OpenRC, as on Alpine and Gentoo.</summary>
internal sealed class OpenRcControl(HostTools tools, ServiceRequest request) : IServiceControl
{
    private bool _crashed;

    public async ValueTask<bool?> IsRunningAsync(CancellationToken cancellation)
    {
        var outcome = await tools.AskAsync("rc-service", [request.Name, "status"], cancellation);
        _crashed = outcome.Error.Contains("crashed", StringComparison.Ordinal);
        return outcome.Output.Contains("started", StringComparison.Ordinal);
    }

    // A crashed service counts as started until that is forgotten.
    public async ValueTask<ToolOutcome> ControlAsync(string action, CancellationToken cancellation)
    {
        if (_crashed && action == "start") await tools.ChangeAsync("rc-service", [request.Name, "zap"], cancellation);
        return await tools.ChangeAsync("rc-service", [request.Name, action, .. request.Arguments], cancellation);
    }

    public async ValueTask<bool> EnableAsync(bool enabled, CancellationToken cancellation)
    {
        var shown = await tools.AskAsync("rc-update", ["show"], cancellation);
        var levels = shown.Lines.Select(l => l.Split('|', 2)).FirstOrDefault(p => p.Length == 2 && p[0].Trim() == request.Name)?[1]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (levels.Contains(request.RunLevel) == enabled) return false;
        var action = enabled ? "add" : "delete";
        ServiceFailure.Check(await tools.ChangeAsync("rc-update", [action, request.Name, request.RunLevel], cancellation), action, request.Name);
        return true;
    }
}
