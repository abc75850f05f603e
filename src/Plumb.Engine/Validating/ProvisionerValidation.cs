using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Walking;
using Plumb.Hcl;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Validating;

/// <summary>Holds the provisioners of one resource and their connections against the arguments that they take.</summary>
internal sealed class ProvisionerValidation(RunContext run, IProvisionerRunner runner, ModuleScope scope)
{
    /// <summary>A connection is read only where a provisioner could use it.</summary>
    public void Check(IReadOnlyList<ProvisionerConfig> provisioners, Body? shared)
    {
        if (provisioners.Count == 0) return;
        var part = new BlockSchema { Attributes = [.. runner.ConnectionSchema.Attributes.Select(a => a with { Required = false, Optional = true })] };
        var isShared = provisioners.Any(p => p.Connection is null);
        var common = shared is null ? null : Read(shared, isShared ? runner.ConnectionSchema : part);
        foreach (var provisioner in provisioners)
        {
            CheckArguments(provisioner);
            if (provisioner.Connection is not { } own) continue;
            if (shared is null)
            {
                Read(own, runner.ConnectionSchema);
                continue;
            }
            var connection = Read(own, part);
            if (!isShared && connection?["host"] is { IsNull: true } && common?["host"] is null or { IsNull: true })
                run.Diagnostics.Add(HclRules.MissingArgument, own.MissingItemSpan, "The argument \"host\" is required, but neither this connection nor that of the resource gives it.");
        }
    }

    private void CheckArguments(ProvisionerConfig provisioner)
    {
        if (runner.SchemaOf(provisioner.Type) is not { } schema)
        {
            run.Diagnostics.Add(ValidationRules.MissingProvisioner, provisioner.TypeSpan, $"There is no provisioner of type \"{provisioner.Type}\".");
            return;
        }
        if (Read(provisioner.Body, schema) is not { } config || Poison.In(config) || config.UnmarkDeep() is not ObjectValue plain) return;
        if (runner.Validate(provisioner.Type, plain) is { } failure)
            run.Diagnostics.Add(new Diagnostic(ValidationRules.InvalidProvisioner, provisioner.TypeSpan, failure.Detail) { ForeignSummary = failure.Summary });
    }

    /// <summary>Null where there is a fault, which is reported.</summary>
    private ObjectValue? Read(Body body, BlockSchema schema)
    {
        var found = new DiagnosticBag();
        var value = BodyDecoder.Decode(body, run.Specs.For(schema), scope, found);
        run.Diagnostics.AddRange(found);
        return found.HasErrors ? null : value;
    }
}
