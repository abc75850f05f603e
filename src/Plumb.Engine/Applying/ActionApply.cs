using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.Walking;
using Plumb.Provider;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Applying;

/// <summary>Does one planned action, with its configuration as it is known now.</summary>
internal sealed class ActionApply(RunContext run, ResourceSite site, RepetitionInstance repetition, ActionInvocation action)
{
    /// <summary>False where it failed, which is reported: as a warning where the trigger takes failures lightly.</summary>
    /// <param name="failure">What a failure means.</param>
    /// <param name="caller">The object that set it off, as far as it is known.</param>
    /// <param name="cancellation">Ends what is under way.</param>
    public async ValueTask<bool> RunAsync(ActionFailure failure, Value? caller, CancellationToken cancellation)
    {
        var found = new DiagnosticBag();
        await run.Providers.Slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            run.Observer.ActionStarted(action);
            await InvokeAsync(caller, found, cancellation).ConfigureAwait(false);
        }
        finally
        {
            run.Providers.Slots.Release();
        }
        var fault = found.FirstOrDefault(d => d.Severity == Severity.Error);
        run.Observer.ActionCompleted(action, fault?.Summary);
        run.Diagnostics.AddRange(failure == ActionFailure.Continue ? found.Select(d => d with { Rule = d.Rule with { Severity = Severity.Warning } }) : found);
        return fault is null;
    }

    private async ValueTask InvokeAsync(Value? caller, DiagnosticBag found, CancellationToken cancellation)
    {
        var before = run.Diagnostics.Count;
        if (InstanceConfig.Evaluate(site, site.CallerScope(repetition, caller ?? Value.DynamicNull), action.Address) is not { } config)
        {
            // What is at fault in it is told already, as an error: the configuration is no part of what an action may fail at.
            if (run.Diagnostics.Count == before) Report(found, "Its configuration is made from what failed.");
            else Report(found, "Its configuration is at fault.");
            return;
        }
        var plain = config.UnmarkDeep();
        if (!plain.IsWhollyKnown)
        {
            Report(found, "Its configuration is not known yet: something that it refers to was put off or has failed.");
            return;
        }
        var done = await site.Provider.InvokeActionAsync(new ActionRequest(site.Type, plain), message =>
        {
            run.Observer.ActionProgress(action, message);
            return ValueTask.CompletedTask;
        }, cancellation).ConfigureAwait(false);
        ProviderReports.AddAt(found, [.. done.Diagnostics.Select(Named)], site.Config.Body, action.Address.ToString());
    }

    private ProviderDiagnostic Named(ProviderDiagnostic said) => action.Cause is { } cause && said.Severity == Severity.Error
        ? said with { Detail = $"{said.Detail}\n\nThe action was set off by {cause.Object}." }
        : said;

    private void Report(DiagnosticBag found, string detail) => found.Add(new Diagnostic(ApplyRules.ActionFailed, site.Config.Span, $"{action.Address} cannot be done. {detail}") { Address = action.Address.ToString() });
}
