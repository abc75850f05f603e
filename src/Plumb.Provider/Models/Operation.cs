namespace Plumb.Provider.Models;

/// <summary>Runs what an author wrote, so that it ends when the engine asks for that, and so that an exception becomes a diagnostic.</summary>
internal static class Operation
{
    public static ValueTask RunAsync(OperationContext context, string summary, Func<CancellationToken, ValueTask> body, CancellationToken cancellation) =>
        RunAsync(context, summary, body, throwsWhenCancelled: true, cancellation);

    /// <summary>A change that is broken off has an outcome all the same, which must not be lost: this never throws.</summary>
    public static ValueTask RunApplyAsync(OperationContext context, string summary, Func<CancellationToken, ValueTask> body, CancellationToken cancellation) =>
        RunAsync(context, summary, body, throwsWhenCancelled: false, cancellation);

    private static async ValueTask RunAsync(OperationContext context, string summary, Func<CancellationToken, ValueTask> body, bool throwsWhenCancelled, CancellationToken cancellation)
    {
        using var linked = cancellation.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellation, context.Session.Stopping) : null;
        try
        {
            await body(linked?.Token ?? context.Session.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (throwsWhenCancelled && cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (ModelException e)
        {
            context.Error("Value Conversion Error", $"A value does not fit what the provider keeps it in: {e.Message}.");
        }
        catch (Exception e)
        {
            // Whatever a provider's author did not foresee is the provider's fault and nobody else's: the engine goes on.
            context.Broke(summary, e);
        }
    }
}
