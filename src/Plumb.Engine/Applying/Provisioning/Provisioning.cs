using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Applying.Provisioning;

/// <summary>Runs the provisioners of one instance, one after the other; the first that fails ends it unless it says to go on.</summary>
internal sealed class Provisioning(RunContext run, IProvisionerRunner runner)
{
    /// <summary>False where one failed, which is reported.</summary>
    public async ValueTask<bool> RunAsync(IReadOnlyList<ProvisionerConfig> provisioners, ProvisionerWhen when, Body? connection, Core.Addresses.ResourceInstanceAddress address, ModuleScope scope, CancellationToken cancellation)
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

    private async ValueTask<Diagnostic?> RunOneAsync(ProvisionerConfig provisioner, Body? connection, Core.Addresses.ResourceInstanceAddress address, ModuleScope scope, CancellationToken cancellation)
    {
        if (runner.SchemaOf(provisioner.Type) is not { } schema)
            return new Diagnostic(ApplyRules.ProvisionerFailed, provisioner.TypeSpan, $"There is no provisioner of type \"{provisioner.Type}\".");
        var found = new DiagnosticBag();
        var config = BodyDecoder.Decode(provisioner.Body, run.Specs.For(schema), scope, found);
        var link = Connection(connection, provisioner.Connection, scope, found);
        if (found.HasErrors) return found.First(d => d.Severity == Severity.Error);
        var marks = config.MarksDeep().Union(link.MarksDeep());

        var hidden = marks.IsSensitive || marks.IsEphemeral;
        run.Observer.ProvisionStarted(address, provisioner.Type);
        if (hidden) run.Observer.ProvisionOutput(address, provisioner.Type, "(output suppressed due to sensitive value in config)");
        var error = await runner.RunAsync(new ProvisionerCall(provisioner.Type, address, config.UnmarkDeep(), link.UnmarkDeep(), hidden),
            line => { if (!hidden) run.Observer.ProvisionOutput(address, provisioner.Type, line); }, cancellation).ConfigureAwait(false);
        run.Observer.ProvisionCompleted(address, provisioner.Type, error is not null);
        return error is null ? null : new Diagnostic(ApplyRules.ProvisionerFailed, provisioner.TypeSpan, error)
        {
            ForeignSummary = $"{provisioner.Type} provisioner error",
            Address = address.ToString(),
        };
    }

    /// <summary>The provisioner's own connection settings over those of the resource.</summary>
    private ObjectValue Connection(Body? shared, Body? own, ModuleScope scope, DiagnosticBag found)
    {
        var spec = run.Specs.For(runner.ConnectionSchema);
        var inner = own is null ? spec.EmptyValue : BodyDecoder.Decode(own, spec, scope, found);
        if (shared is null || found.HasErrors) return inner;
        var outer = BodyDecoder.Decode(shared, spec, scope, found);
        return Value.Object(outer.Entries.Select(e => inner[e.Key] is { IsNull: false } set ? KeyValuePair.Create(e.Key, set) : e));
    }
}
