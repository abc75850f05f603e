using System.Globalization;
using Plumb.Operations.Arguments;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Running;

/// <summary>
/// Runs requests on one host: finds the operation, binds its arguments, predicts over memory where only a check is asked for, and
/// turns every failure, that of a bug too, into a failed result. Only cancellation from outside leaves it as an exception.
/// </summary>
/// <remarks>Requests of one runner run one after the other: in a check that remembers, later ones see what earlier ones would have done.</remarks>
public sealed class OperationRunner(IHost host, OperationTable table)
{
    private PlannedHost? _remembered;

    /// <summary>Runs one request. Content that it names is opened from the request's own sources.</summary>
    public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(events);
        if (table.Find(request.Operation) is not { } operation) return OperationResult.Failure($"There is no operation '{request.Operation}' that can run on a host.");
        var requested = new RequestHost(host, request.Environment);
        var bound = ArgumentBinder.Bind(operation.Spec, request.Arguments, requested, operation.Spec.NameInMessages ?? request.Operation);
        var invocation = new MapBuilder { ["module_args"] = SecretMask.Hide(operation.Spec, bound.Values) }.Build();
        var result = bound.Error is { } error ? OperationResult.Failure(error)
            : request.Check && operation.Spec.CheckMode == CheckMode.None ? Unsupported(operation.Spec, request)
            : await RunBoundAsync(operation, Context(requested, request, bound.Values, events), cancellation).ConfigureAwait(false);
        var values = result.Values.Contains("invocation") ? result.Values : result.Values.With("invocation", invocation);
        return SecretMask.Apply(result with { Values = values, Warnings = [.. bound.Warnings, .. result.Warnings] }, bound.Secrets);
    }

    private static OperationResult Unsupported(OperationSpec spec, OperationRequest request) => new()
    {
        Skipped = true,
        Message = (spec.SkippedMessage ?? $"remote module ({spec.NameInMessages ?? request.Operation}) does not support check mode") is { Length: > 0 } message ? message : null,
        Prediction = Prediction.Opaque,
    };

    private OperationContext Context(RequestHost requested, OperationRequest request, MapData arguments, OperationEvents events)
    {
        var seen = requested;
        if (request.Check)
        {
            // Overlays share one memory only where the request wants to see what earlier ones would have done.
            var planned = request.CheckRemembers ? _remembered ??= new PlannedHost(host) : new PlannedHost(host);
            seen = new RequestHost(planned, request.Environment);
        }
        return new OperationContext(seen, arguments, request)
        {
            ReportedFiles = request is { Check: true, CheckRemembers: false } ? requested.Files : seen.Files,
            ScratchFiles = requested.Files,
            OpenSource = (name, _) => ValueTask.FromResult(Open(request, name)),
            Output = events.Output,
            SendContent = events.Content,
        };
    }

    private static Stream Open(OperationRequest request, string name) =>
        request.Sources.FirstOrDefault(s => s.Name == name)?.Open() ?? throw new OperationException($"The content '{name}' was not sent with the task.");

    private static async ValueTask<OperationResult> RunBoundAsync(IOperation operation, OperationContext context, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (context.Request.Timeout is { } timeout) limited.CancelAfter(timeout);
        try
        {
            return await CompletedAsync(operation, context, limited.Token).ConfigureAwait(false);
        }
        catch (HostException refused)
        {
            return OperationResult.Failure(SystemErrors.Python(refused, refused.Path, bytes: false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && limited.IsCancellationRequested)
        {
            var seconds = context.Request.Timeout.GetValueOrDefault().TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return OperationResult.Failure($"The {context.Request.Operation} action failed to execute in the expected time frame ({seconds}) and was terminated");
        }
#pragma warning disable CA1031 // A bug in one operation must end that task, not the connection that serves all of them.
        catch (Exception bug) when (bug is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return OperationResult.Failure($"The operation {context.Request.Operation} failed unexpectedly: {bug.Message}") with
            {
                Values = new MapBuilder { ["exception"] = bug.ToString() }.Build(),
            };
        }
    }

    private static async ValueTask<OperationResult> CompletedAsync(IOperation operation, OperationContext context, CancellationToken cancellation)
    {
        OperationResult result;
        try
        {
            result = await operation.RunAsync(context, cancellation).ConfigureAwait(false);
        }
        catch (OperationException failure)
        {
            result = failure.Result;
        }
        return OutputLines.Add(await PathReport.AddAsync(result, context, cancellation).ConfigureAwait(false));
    }
}
