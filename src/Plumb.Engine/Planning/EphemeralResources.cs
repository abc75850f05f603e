using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.Walking;
using Plumb.Provider;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning;

/// <summary>Opens ephemeral resources where a walk needs them, and closes all of them after it, the last one first.</summary>
/// <param name="run">The run.</param>
/// <param name="deferring">Is told which could not be opened yet; null where that is not allowed.</param>
internal sealed class EphemeralResources(RunContext run, PlanLedger? deferring)
{
    private readonly ConcurrentStack<OpenResource> _open = [];

    public async ValueTask<Value> OpenAsync(ResourceSite site, RepetitionInstance repetition, CancellationToken cancellation)
    {
        var address = site.Address.Instance(repetition.Key);
        var scope = site.Scope(repetition, null);
        if (!InstanceChecks.Hold(site.Config.Lifecycle.Preconditions, RuleEvaluator.ResourcePrecondition, scope, site, address)) return Poison.Value;
        if (EvaluateConfig(site, scope, address) is not { } config) return Poison.Value;
        if (!config.IsWhollyKnown || address.IsPartial) return ProposedState.WithUnknowns(site.Schema.Block, config).WithMark(Mark.Ephemeral);

        var validated = await site.Provider.ValidateEphemeralConfigAsync(site.Type, config, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, validated.Diagnostics, site.Config.Body, address.ToString())) return Poison.Value;
        run.Observer.EphemeralStarted(address, EphemeralOperation.Open);
        var opened = await site.Provider.OpenEphemeralAsync(new OpenEphemeralRequest(site.Type, config) { DeferralAllowed = deferring is not null }, cancellation).ConfigureAwait(false);
        var failed = ProviderReports.AddAt(run.Diagnostics, opened.Diagnostics, site.Config.Body, address.ToString());
        var awaited = !failed && opened.Deferred is not null;
        failed |= awaited && !Deferral.Accepts(deferring is not null, site.ProviderConfig.ToString(), address.ToString(), run.Diagnostics);
        run.Observer.EphemeralCompleted(address, EphemeralOperation.Open, failed);
        if (failed) return Poison.Value;
        if (awaited)
        {
            deferring?.DeferBlock(site.Address.Config);
            return ProposedState.WithUnknowns(site.Schema.Block, config).WithMark(Mark.Ephemeral);
        }

        var fault = opened.Result.IsNull ? "is null" : AnswerFaults.Of(site.Schema.Block, opened.Result);
        if (fault is not null)
        {
            run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidObject, site.Config.Span,
                $"Provider \"{site.ProviderConfig}\" opened {address} and answered an object that {fault}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.")
            { Address = address.ToString() });
        }
        var resource = new OpenResource(address, site.Type, site.Provider, opened.Private);
        if (opened.RenewAt is { } at) resource.Renewal = RenewAsync(resource, at, resource.Closing.Token);
        _open.Push(resource);
        // It is open all the same, and has to be closed.
        if (fault is not null) return Poison.Value;
        var result = opened.Result;
        var declared = SchemaMarks.Sensitive(site.Schema.Block, result);
        var value = (declared.Count > 0 ? result.WithMarksAt(declared) : result).WithMark(Mark.Ephemeral);
        return InstanceChecks.Hold(site.Config.Lifecycle.Postconditions, RuleEvaluator.ResourcePostcondition, site.Scope(repetition, value), site, address) ? value : Poison.Value;
    }

    public async ValueTask CloseAllAsync()
    {
        while (_open.TryPop(out var resource))
        {
            await resource.Closing.CancelAsync().ConfigureAwait(false);
            await resource.Renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            run.Observer.EphemeralStarted(resource.Address, EphemeralOperation.Close);
            var closed = await resource.Provider.CloseEphemeralAsync(resource.Type, resource.Private, CancellationToken.None).ConfigureAwait(false);
            var failed = ProviderReports.Add(run.Diagnostics, closed.Diagnostics, null, resource.Address.ToString());
            run.Observer.EphemeralCompleted(resource.Address, EphemeralOperation.Close, failed);
            resource.Closing.Dispose();
        }
    }

    private static Value? EvaluateConfig(ResourceSite site, ModuleScope scope, ResourceInstanceAddress address)
    {
        var found = new Core.Diagnostics.DiagnosticBag();
        var config = site.Template.Evaluate(scope, found);
        site.Run.Diagnostics.AddRange(found.Select(d => d with { Address = address.ToString() }));
        return found.HasErrors || Poison.In(config) ? null : config.UnmarkDeep();
    }

    private async Task RenewAsync(OpenResource resource, DateTimeOffset at, CancellationToken closing)
    {
        DateTimeOffset? next = at;
        while (next is { } due)
        {
            var wait = due - run.Time.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, run.Time, closing).ConfigureAwait(false);
            run.Observer.EphemeralStarted(resource.Address, EphemeralOperation.Renew);
            var renewed = await resource.Provider.RenewEphemeralAsync(resource.Type, resource.Private, closing).ConfigureAwait(false);
            var failed = ProviderReports.Add(run.Diagnostics, renewed.Diagnostics, null, resource.Address.ToString());
            run.Observer.EphemeralCompleted(resource.Address, EphemeralOperation.Renew, failed);
            resource.Private = renewed.Private;
            next = failed ? null : renewed.RenewAt;
        }
    }

    private sealed class OpenResource(ResourceInstanceAddress address, string type, IProvider provider, ReadOnlyMemory<byte> privateData)
    {
        public ResourceInstanceAddress Address { get; } = address;

        public string Type { get; } = type;

        public IProvider Provider { get; } = provider;

        public ReadOnlyMemory<byte> Private { get; set; } = privateData;

        public CancellationTokenSource Closing { get; } = new();

        public Task Renewal { get; set; } = Task.CompletedTask;
    }
}
