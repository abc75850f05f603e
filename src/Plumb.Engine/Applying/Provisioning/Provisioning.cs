using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Merging;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Applying.Provisioning;

/// <summary>
/// Runs the provisioners of one instance, one after the other; the first that fails ends it unless it says to go on.
/// An interrupted run ends them: unlike a provider they do not say what they have done so far.
/// </summary>
internal sealed class Provisioning(RunContext run, IProvisionerRunner runner, CancellationToken stopping)
{
    /// <summary>False where one failed, which is reported.</summary>
    public async ValueTask<bool> RunAsync(IReadOnlyList<ProvisionerConfig> provisioners, ProvisionerWhen when, Body? connection, ResourceInstanceAddress address, ModuleScope scope, CancellationToken cancellation)
    {
        foreach (var provisioner in provisioners.Where(p => p.When == when))
        {
            var failure = await RunOneAsync(provisioner, connection, address, scope, cancellation).ConfigureAwait(false);
            if (failure is null) continue;
            if (failure.Rule == ApplyRules.ProvisionerFailed && provisioner.ContinueOnFailure) failure = failure with { Rule = ApplyRules.ProvisionerWarned };
            run.Diagnostics.Add(failure);
            if (failure.Severity == Severity.Error) return false;
        }
        return true;
    }

    private async ValueTask<Diagnostic?> RunOneAsync(ProvisionerConfig provisioner, Body? connection, ResourceInstanceAddress address, ModuleScope scope, CancellationToken cancellation)
    {
        if (runner.SchemaOf(provisioner.Type) is not { } schema)
            return new Diagnostic(ApplyRules.ProvisionerFailed, provisioner.TypeSpan, $"There is no provisioner of type \"{provisioner.Type}\".");
        var found = new DiagnosticBag();
        var config = BodyDecoder.Decode(provisioner.Body, run.Specs.For(schema), scope, found);
        var link = Connection(connection, provisioner.Connection, scope, found);
        if (found.HasErrors) return found.First(d => d.Severity == Severity.Error);
        if (config.UnmarkDeep() is not ObjectValue { IsWhollyKnown: true } arguments || link is { IsWhollyKnown: false })
            return new Diagnostic(ApplyRules.ProvisionerFailed, provisioner.TypeSpan, "The arguments of the provisioner depend on something that is not known even now, so that it cannot run.") { Address = address.ToString() };
        if (stopping.IsCancellationRequested)
            return new Diagnostic(ApplyRules.ProvisionerFailed, provisioner.TypeSpan, "The run was interrupted before the provisioner began.") { Address = address.ToString() };

        var hidden = HiddenBecause(config.MarksDeep());
        var call = new ProvisionerCall(provisioner.Type, address, arguments, link, hidden is not null);
        var failure = await CallAsync(call, hidden, cancellation).ConfigureAwait(false);
        return failure is null ? null : new Diagnostic(ApplyRules.ProvisionerFailed, provisioner.TypeSpan, failure.Detail)
        {
            ForeignSummary = failure.Summary,
            Address = address.ToString(),
        };
    }

    private async ValueTask<ProvisionerFailure?> CallAsync(ProvisionerCall call, string? hidden, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        run.Observer.ProvisionStarted(call.Address, call.Type);
        var failure = await runner.RunAsync(call, line => run.Observer.ProvisionOutput(call.Address, call.Type, hidden ?? line), ending.Token).ConfigureAwait(false);
        run.Observer.ProvisionCompleted(call.Address, call.Type, failure is not null);
        return failure;
    }

    /// <summary>What stands in place of a line of output that may show what is marked; null where nothing is.</summary>
    private static string? HiddenBecause(MarkSet marks)
    {
        var kinds = (marks.IsSensitive, marks.IsEphemeral) switch
        {
            (true, true) => "sensitive, ephemeral",
            (true, false) => "sensitive",
            (false, true) => "ephemeral",
            _ => null,
        };
        return kinds is null ? null : $"(output suppressed due to {kinds} value in config)";
    }

    /// <summary>The provisioner's own connection settings over those of the resource; null where there are none.</summary>
    private ObjectValue? Connection(Body? shared, Body? own, ModuleScope scope, DiagnosticBag found)
    {
        var body = (shared, own) switch
        {
            (null, null) => null,
            ({ } outer, { } inner) => new OverriddenBody(outer, inner),
            _ => shared ?? own,
        };
        return body is null ? null : BodyDecoder.Decode(body, run.Specs.For(runner.ConnectionSchema), scope, found).UnmarkDeep() as ObjectValue;
    }
}
