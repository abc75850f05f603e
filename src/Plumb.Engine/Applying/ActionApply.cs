using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Walking;
using Plumb.Provider;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Applying;

/// <summary>Does one planned action. A slot of the provider pool is held meanwhile.</summary>
internal sealed class ActionApply(RunContext run, IProvider provider, ResourceConfig config, ActionInvocation action)
{
    /// <summary>False where it failed, which is reported: as a warning where the trigger takes failures lightly.</summary>
    /// <param name="failure">What a failure means.</param>
    /// <param name="configure">Gives its configuration as it is known now; null where that is at fault, which is reported.</param>
    /// <param name="cancellation">Ends what is under way.</param>
    public async ValueTask<bool> RunAsync(ActionFailure failure, Func<Value?> configure, CancellationToken cancellation)
    {
        var found = new DiagnosticBag();
        run.Observer.ActionStarted(action);
        await InvokeAsync(configure, found, cancellation).ConfigureAwait(false);
        var fault = found.FirstOrDefault(d => d.Severity == Severity.Error);
        run.Observer.ActionCompleted(action, fault?.Summary);
        run.Diagnostics.AddRange(failure == ActionFailure.Continue ? found.Select(d => d with { Rule = d.Rule with { Severity = Severity.Warning } }) : found);
        return fault is null;
    }

    private async ValueTask InvokeAsync(Func<Value?> configure, DiagnosticBag found, CancellationToken cancellation)
    {
        var before = run.Diagnostics.Count;
        if (configure() is not { } value)
        {
            // What is at fault in it is told already, as an error: the configuration is no part of what an action may fail at.
            if (run.Diagnostics.Count == before) Report(found, "Its configuration is made from what failed.");
            else Report(found, "Its configuration is at fault.");
            return;
        }
        var plain = value.UnmarkDeep();
        if (!plain.IsWhollyKnown)
        {
            Report(found, "Its configuration is not known yet: something that it refers to was put off or has failed.");
            return;
        }
        var done = await provider.InvokeActionAsync(new ActionRequest(config.Name.Type, plain), message =>
        {
            run.Observer.ActionProgress(action, message);
            return ValueTask.CompletedTask;
        }, cancellation).ConfigureAwait(false);
        ProviderReports.AddAt(found, [.. done.Diagnostics.Select(Named)], config.Body, action.Address.ToString());
    }

    private ProviderDiagnostic Named(ProviderDiagnostic said) => action.Cause is { } cause && said.Severity == Severity.Error
        ? said with { Detail = $"{said.Detail}\n\nThe action was set off by {cause.Object}." }
        : said;

    private void Report(DiagnosticBag found, string detail) => found.Add(new Diagnostic(ApplyRules.ActionFailed, config.Span, $"{action.Address} cannot be done. {detail}") { Address = action.Address.ToString() });
}
