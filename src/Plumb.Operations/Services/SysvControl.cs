using System.Globalization;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>Init scripts, run through <c>service</c> where there is such, and enabled by whatever the distribution has for that.</summary>
internal sealed class SysvControl(HostTools tools, ServiceRequest request) : IServiceControl
{
    private readonly IHostFiles _files = tools.Host.Files;

    public async ValueTask<bool?> IsRunningAsync(CancellationToken cancellation)
    {
        var outcome = await RunAsync("status", readOnly: true, cancellation);
        return ServiceStatusText.IsRunning(request.Name, outcome.ExitCode, outcome.Output);
    }

    // A script's own restart cannot be trusted to do both.
    public async ValueTask<ToolOutcome> ControlAsync(string action, CancellationToken cancellation)
    {
        if (action != "restart") return await RunAsync(action, readOnly: false, cancellation);
        var stopped = await RunAsync("stop", readOnly: false, cancellation);
        if (request.Sleep > TimeSpan.Zero) await Task.Delay(request.Sleep, tools.Host.Clock, cancellation);
        var started = await RunAsync("start", readOnly: false, cancellation);
        return !stopped.Succeeded && started.Succeeded ? started
            : new ToolOutcome(stopped.ExitCode + started.ExitCode, stopped.Output + started.Output, stopped.Error + started.Error);
    }

    public async ValueTask<bool> EnableAsync(bool enabled, CancellationToken cancellation)
    {
        if (tools.Has("update-rc.d")) return await EnableByUpdateRcAsync(enabled, cancellation);
        if (tools.Has("insserv")) return await EnableByInsservAsync(enabled, cancellation);
        if (tools.Has("chkconfig")) return await EnableByChkconfigAsync(enabled, cancellation);
        throw new OperationException($"Could not find the requested service {request.Name}: host");
    }

    private async ValueTask<bool> EnableByUpdateRcAsync(bool enabled, CancellationToken cancellation)
    {
        if (SysvScripts.IsEnabled(_files, request.Name) == enabled) return false;
        if (enabled && !SysvScripts.HasStopLink(_files, request.Name)) Check(await tools.ChangeAsync("update-rc.d", [request.Name, "defaults"], cancellation));
        Check(await tools.ChangeAsync("update-rc.d", [request.Name, enabled ? "enable" : "disable"], cancellation));
        return true;
    }

    private async ValueTask<bool> EnableByInsservAsync(bool enabled, CancellationToken cancellation)
    {
        string[] remove = enabled ? [] : ["-r"];
        var trial = await tools.AskAsync("insserv", ["-n", .. remove, "-v", request.Name], cancellation);
        if (!trial.Error.Contains(enabled ? "enable service" : "remove service", StringComparison.Ordinal)) return false;
        var outcome = await tools.ChangeAsync("insserv", [.. remove, request.Name], cancellation);
        if (outcome.Succeeded && outcome.Error.Length == 0) return true;
        var verb = enabled ? "install" : "remove";
        throw new OperationException(string.Create(CultureInfo.InvariantCulture, $"Failed to {verb} service. rc: {outcome.ExitCode}, out: {outcome.Output}, err: {outcome.Error}"));
    }

    private async ValueTask<bool> EnableByChkconfigAsync(bool enabled, CancellationToken cancellation)
    {
        var action = enabled ? "on" : "off";
        var list = await tools.AskAsync("chkconfig", ["--list", request.Name], cancellation);
        if (list.Error.Contains("chkconfig --add " + request.Name, StringComparison.Ordinal))
        {
            await tools.ChangeAsync("chkconfig", ["--add", request.Name], cancellation);
            list = await tools.AskAsync("chkconfig", ["--list", request.Name], cancellation);
        }
        if (!list.Output.Contains(request.Name, StringComparison.Ordinal)) throw new OperationException($"service {request.Name} does not support chkconfig");
        if (list.Output.Contains("3:" + action, StringComparison.Ordinal) && list.Output.Contains("5:" + action, StringComparison.Ordinal)) return false;
        ServiceFailure.Check(await tools.ChangeAsync("chkconfig", [request.Name, action], cancellation), action, request.Name);
        return true;
    }

    private static void Check(ToolOutcome outcome)
    {
        if (!outcome.Succeeded) throw new OperationException(outcome.Error.Length > 0 ? outcome.Error : outcome.Output);
    }

    private ValueTask<ToolOutcome> RunAsync(string action, bool readOnly, CancellationToken cancellation)
    {
        var (program, script) = tools.Has("service") ? (tools.Require("service"), new[] { request.Name }) : (SysvScripts.Path(request.Name), []);
        return tools.RunAsync(new ProcessRequest(program, [.. script, action, .. request.Arguments]) { ReadOnly = readOnly }, cancellation);
    }
}
