using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Services;

/// <summary>One run of <c>service</c> over the control that fits the host.</summary>
internal sealed class ServiceRun(OperationContext context, IServiceControl control)
{
    private readonly ServiceRequest _request = ServiceRequest.From(context.Arguments);

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        var values = new MapBuilder { { "name", _request.Name } };
        var changed = false;
        if (_request.Enabled is { } enabled)
        {
            changed = await control.EnableAsync(enabled, cancellation);
            values.Add("enabled", enabled);
        }
        if (_request.State is not { } state) return new OperationResult { Changed = changed, Values = values.Build() };

        var isRunning = _request.Pattern is { Length: > 0 } pattern ? ProcessList.Has(context.Host.Files, pattern) : await control.IsRunningAsync(cancellation);
        var action = Action(state, isRunning ?? throw new OperationException("failed determining service state, possible typo of service name?"));
        if (action is not null && context.Host.IsPlanned) return new OperationResult { Changed = true, Message = "service state changed" };
        if (action is not null) await ControlAsync(action, cancellation);
        values.Add("state", state == "stopped" ? "stopped" : "started");
        return new OperationResult { Changed = changed || action is not null, Values = values.Build() };
    }

    private static string? Action(string state, bool isRunning) => (state, isRunning) switch
    {
        ("restarted", _) => "restart",
        ("reloaded", true) => "reload",
        ("reloaded" or "started", false) => "start",
        ("stopped", true) => "stop",
        _ => null,
    };

    private async ValueTask ControlAsync(string action, CancellationToken cancellation)
    {
        var outcome = await control.ControlAsync(action, cancellation);
        if (outcome.Succeeded || outcome.Error.Contains("Job is already running", StringComparison.Ordinal)) return;
        throw new OperationException(outcome.Error.Length > 0 ? outcome.Error : outcome.Output);
    }
}
