using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Facts;
using Plumb.Operations.Facts.Collectors;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>One run of <c>systemd</c>: reload, then mask, enable and start, each only where it is not so yet.</summary>
internal sealed class SystemdRun(OperationContext context)
{
    private static readonly string[] EnabledStates =
        ["enabled", "enabled-runtime", "linked", "linked-runtime", "masked", "masked-runtime", "static", "indirect", "disabled", "generated", "transient"];

    private readonly MapData _arguments = context.Arguments;
    private readonly Systemctl _systemctl = new(new HostTools(context.Host), context.Arguments);
    private readonly string _unit = context.Arguments.Text("name") ?? "";
    private readonly MapBuilder _values = new() { { "name", context.Arguments.Text("name") }, { "status", MapData.Empty } };
    private readonly List<string> _warnings = [];
    private MapBuilder _status = [];
    private bool _found;
    private bool _isScript;
    private bool _changed;

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        foreach (var pattern in (ReadOnlySpan<string>)["*", "?", "["])
        {
            if (!_unit.Contains(pattern, StringComparison.Ordinal)) continue;
            throw new OperationException($"This module does not currently support using glob patterns, found '{pattern}' in service name: {_unit}");
        }
        await ReloadAsync("daemon_reload", "daemon-reload", cancellation);
        await ReloadAsync("daemon_reexec", "daemon-reexec", cancellation);
        if (_unit.Length > 0)
        {
            await LookAsync(cancellation);
            if (_arguments.OptionalFlag("masked") is { } masked) await MaskAsync(masked, cancellation);
            if (_arguments.OptionalFlag("enabled") is { } enabled) await EnableAsync(enabled, cancellation);
            if (_arguments.Text("state") is { } state) await BringToAsync(state, cancellation);
        }
        return new OperationResult { Changed = _changed, Values = _values.Build(), Warnings = _warnings };
    }

    private async ValueTask ReloadAsync(string argument, string verb, CancellationToken cancellation)
    {
        if (!_arguments.Flag(argument)) return;
        var outcome = await _systemctl.ChangeAsync([verb], cancellation);
        if (!outcome.Succeeded) throw new OperationException(string.Create(CultureInfo.InvariantCulture, $"failure {outcome.ExitCode} during {verb}: {outcome.Error}"));
    }

    /// <summary>Finds out all about the unit, with one call where systemd answers.</summary>
    private async ValueTask LookAsync(CancellationToken cancellation)
    {
        _isScript = SysvScripts.Exists(context.Host.Files, _unit);
        bool isUnit;
        var outcome = await _systemctl.AskAsync(["show", _unit], cancellation);
        if (outcome.Succeeded && !WasIgnored(outcome.Output) && !WasIgnored(outcome.Error))
        {
            _status = SystemdProperties.Parse(outcome.Output);
            var load = (_status["LoadState"] as TextData)?.Value;
            isUnit = load is not (null or "not-found");
            if (isUnit && load != "masked" && _status["LoadError"] is TextData error) throw new OperationException($"Error loading unit file '{_unit}': {error.Value}");
        }
        else if (outcome.ExitCode == 1 && outcome.Error.Contains("Failed to parse bus message", StringComparison.Ordinal))
        {
            isUnit = await LookWithoutShowAsync(outcome, cancellation);
        }
        else
        {
            var enabled = await _systemctl.AskAsync(["is-enabled", _unit], cancellation);
            isUnit = EnabledStates.Contains(enabled.Output.Trim()) || (await _systemctl.AskAsync(["list-unit-files", _unit], cancellation)).Succeeded;
            if (!isUnit) await RequireSystemdAsync(cancellation);
        }
        _values.Add("status", _status);
        _found = isUnit || _isScript;
        if (_isScript && !isUnit) _warnings.Add($"The service ({_unit}) is actually an init script but the system is managed by systemd");
    }

    // Some versions cannot print all properties of a unit that a template makes.
    private async ValueTask<bool> LookWithoutShowAsync(ToolOutcome shown, CancellationToken cancellation)
    {
        _status = SystemdProperties.Parse(shown.Output);
        var at = _unit.IndexOf('@', StringComparison.Ordinal);
        var search = at < 0 ? _unit : _unit[..(at + 1)];
        var files = await _systemctl.AskAsync(["list-unit-files", search + "*"], cancellation);
        _status.Add("ActiveState", (await _systemctl.AskAsync(["is-active", _unit], cancellation)).Output.TrimEnd('\n'));
        return files.Output.Contains(search, StringComparison.Ordinal);
    }

    private async ValueTask RequireSystemdAsync(CancellationToken cancellation)
    {
        var outcome = await _systemctl.AskAsync([], cancellation);
        if (outcome.Succeeded) return;
        throw new OperationException(
            outcome.Error.TrimEnd(), new MapBuilder { { "cmd", _systemctl.Program }, { "rc", outcome.ExitCode }, { "stdout", outcome.Output }, { "stderr", outcome.Error } }.Build());
    }

    private async ValueTask MaskAsync(bool masked, CancellationToken cancellation)
    {
        var isMasked = (await _systemctl.AskAsync(["is-enabled", _unit], cancellation)).Output.Trim() == "masked";
        if (isMasked == masked) return;
        _changed = true;
        var outcome = await _systemctl.ChangeAsync([masked ? "mask" : "unmask", _unit], cancellation);
        if (!outcome.Succeeded) FailIfMissing();
    }

    private async ValueTask EnableAsync(bool enabled, CancellationToken cancellation)
    {
        FailIfMissing();
        var isEnabled = await IsEnabledAsync(cancellation);
        _values.Add("enabled", enabled);
        if (isEnabled == enabled) return;
        _changed = true;
        var action = enabled ? "enable" : "disable";
        var outcome = await _systemctl.ChangeAsync([action, _unit], cancellation);
        if (!outcome.Succeeded) throw new OperationException($"Unable to {action} service {_unit}: {outcome.Output}{outcome.Error}");
    }

    private async ValueTask<bool> IsEnabledAsync(CancellationToken cancellation)
    {
        var outcome = await _systemctl.AskAsync(["is-enabled", _unit, "-l"], cancellation);
        if (outcome.Succeeded) return outcome.Output.Trim() is not ("indirect" or "alias");
        return outcome.ExitCode == 1 && _isScript && _arguments.Text("scope") == "system"
            && !outcome.Output.Trim().EndsWith("disabled", StringComparison.Ordinal) && SysvScripts.IsEnabled(context.Host.Files, _unit);
    }

    private async ValueTask BringToAsync(string state, CancellationToken cancellation)
    {
        FailIfMissing();
        _values.Add("state", state is "reloaded" or "restarted" && _status.Contains("ActiveState") ? "started" : state);
        if ((_status["ActiveState"] as TextData)?.Value is not { } active)
        {
            WarnOrFailWithoutState();
            return;
        }
        if (Action(state, active) is not { } action) return;
        _changed = true;
        var outcome = await _systemctl.ChangeAsync([action, _unit], cancellation);
        if (!outcome.Succeeded) throw new OperationException($"Unable to {action} service {_unit}: {outcome.Error}");
    }

    private static string? Action(string state, string active)
    {
        var isRunning = active is "active" or "activating";
        return state switch
        {
            "started" => isRunning ? null : "start",
            "stopped" => isRunning || active == "deactivating" ? "stop" : null,
            "reloaded" => isRunning ? "reload" : "start",
            _ => isRunning ? "restart" : "start",
        };
    }

    private void WarnOrFailWithoutState()
    {
        var isOffline = context.Host.Environment.GetValueOrDefault("SYSTEMD_OFFLINE") == "1" || ChrootCollector.IsChroot(new FactContext(context.Host));
        if (!isOffline) throw new OperationException("Service is in unknown state", new MapBuilder { { "status", _status } }.Build());
        _warnings.Add("Target is a chroot or systemd is offline. This can lead to false positives or prevent the init system tools from working.");
    }

    private void FailIfMissing()
    {
        if (!_found) throw new OperationException($"Could not find the requested service {_unit}: host");
    }

    private static bool WasIgnored(string text) =>
        !text.Contains('=', StringComparison.Ordinal) && (text.Contains("ignoring request", StringComparison.Ordinal) || text.Contains("ignoring command", StringComparison.Ordinal));
}
