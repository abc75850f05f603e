using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>One run of <c>sysvinit</c>: enables, then starts or stops, and tells of each what the program said.</summary>
internal sealed class SysvinitRun(OperationContext context)
{
    private readonly MapData _arguments = context.Arguments;
    private readonly HostTools _tools = new(context.Host);
    private readonly string _name = context.Arguments.RequiredText("name");
    private readonly MapBuilder _status = [];
    private readonly List<string> _warnings = [];
    private bool _changed;

    private IHostFiles Files => context.Host.Files;

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        if (!SysvScripts.Exists(Files, _name)) throw new OperationException($"Could not find the requested service {_name}: ");
        await EnableAsync(cancellation);
        await BringToStateAsync(cancellation);
        return new OperationResult { Changed = _changed, Warnings = _warnings, Values = new MapBuilder { { "name", _name }, { "status", _status } }.Build() };
    }

    private async ValueTask EnableAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> levels = _arguments["runlevels"] is ListData ? _arguments.Texts("runlevels") : [];
        var wanted = _arguments.OptionalFlag("enabled");
        var differs = levels.Count > 0
            ? levels.Any(level => wanted != SysvScripts.IsEnabled(Files, _name, level))
            : wanted is not null && wanted != SysvScripts.IsEnabled(Files, _name);
        var outcome = differs && !context.Host.IsPlanned ? await SetEnabledAsync(wanted == true, levels, cancellation) : null;
        _changed |= differs;
        var entry = Entry(differs, outcome);
        if (levels.Count > 0) entry.Add("runlevels", levels);
        _status.Add("enabled", entry);
        if (outcome?.Error.Contains("illegal runlevel specified", StringComparison.Ordinal) != true) return;
        throw new OperationException($"Illegal runlevel specified for enable operation on service {_name}", new MapBuilder { { "name", _name }, { "status", _status } }.Build());
    }

    private async ValueTask<ToolOutcome?> SetEnabledAsync(bool enabled, IReadOnlyList<string> levels, CancellationToken cancellation)
    {
        if (_tools.Has("update-rc.d"))
        {
            string[] arguments = levels.Count > 0 ? [_name, enabled ? "enable" : "disable", .. levels] : [_name, enabled ? "defaults" : "disable"];
            return await _tools.ChangeAsync("update-rc.d", arguments, cancellation);
        }
        if (!_tools.Has("chkconfig")) return null;
        string[] level = levels.Count > 0 ? ["--level", string.Concat(levels)] : [];
        return await _tools.ChangeAsync("chkconfig", [.. level, _name, enabled ? "on" : "off"], cancellation);
    }

    private async ValueTask BringToStateAsync(CancellationToken cancellation)
    {
        if (_arguments.Text("state") is not { } state)
        {
            _status.Add("null", Entry(false, null));
            return;
        }
        var isStarted = await IsStartedAsync(cancellation);
        var action = state switch { "started" => "start", "stopped" => "stop", "restarted" => "restart", _ => "reload" };
        var acts = action switch { "start" => !isStarted, "stop" => isStarted, _ => true };
        _changed |= acts;
        var outcome = !acts || context.Host.IsPlanned ? null : action == "restart" ? await RestartAsync(cancellation) : await RunAsync(action, action, cancellation);
        _status.Add(state, Entry(acts, outcome));
    }

    private async ValueTask<ToolOutcome> RestartAsync(CancellationToken cancellation)
    {
        var pause = TimeSpan.FromSeconds(_arguments.Integer("sleep") ?? 1);
        await RunAsync("stop", "restart", cancellation);
        if (pause > TimeSpan.Zero) await Task.Delay(pause, context.Host.Clock, cancellation);
        var outcome = await RunAsync("start", "restart", cancellation);
        if (pause > TimeSpan.Zero) await Task.Delay(pause, context.Host.Clock, cancellation);
        return outcome;
    }

    private async ValueTask<bool> IsStartedAsync(CancellationToken cancellation)
    {
        if (_arguments.Text("pattern") is { Length: > 0 } pattern) return ProcessList.Has(Files, pattern);
        var (program, script) = _tools.Has("service") ? (_tools.Require("service"), new[] { _name }) : (SysvScripts.Path(_name), []);
        var outcome = await _tools.RunAsync(new ProcessRequest(program, [.. script, "status"]) { ReadOnly = true }, cancellation);
        if (ServiceStatusText.IsRunning(_name, outcome.ExitCode, outcome.Output) is { } told) return told;
        var isListed = ProcessList.Has(Files, _name);
        _warnings.Add(isListed
            ? "Used ps output to match service name and determine it is up, this is very unreliable"
            : "Unable to determine if service is up, assuming it is down");
        return isListed;
    }

    private async ValueTask<ToolOutcome> RunAsync(string verb, string action, CancellationToken cancellation)
    {
        var arguments = (_arguments.Text("arguments") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var request = new ProcessRequest(SysvScripts.Path(_name), [verb, .. arguments]) { Detached = _arguments.Flag("daemonize") };
        var outcome = await _tools.RunAsync(request, cancellation);
        if (outcome.Succeeded) return outcome;
        throw new OperationException(
            $"Failed to {action} service: {_name}", new MapBuilder { { "rc", outcome.ExitCode }, { "stdout", outcome.Output }, { "stderr", outcome.Error } }.Build());
    }

    private static MapBuilder Entry(bool changed, ToolOutcome? outcome) => new()
    {
        { "changed", changed },
        { "rc", outcome is null ? DataValue.Null : DataValue.Of((long)outcome.ExitCode) },
        { "stdout", outcome?.Output },
        { "stderr", outcome?.Error },
    };
}
