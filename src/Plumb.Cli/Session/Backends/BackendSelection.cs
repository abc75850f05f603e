using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Tree;
using Plumb.Hcl.Syntax;

namespace Plumb.Cli.Session.Backends;

/// <summary>Where the root module wants its states to be kept.</summary>
/// <param name="Block">The block that says so; null where there is none.</param>
/// <param name="Place">Where that is.</param>
/// <param name="Fault">Why states cannot be had there; null where they can.</param>
internal sealed record BackendSelection(BackendConfig? Block, LocalPlace Place, Diagnostic? Fault)
{
    private static readonly string[] Settings = ["path", "workspace_dir"];

    public static BackendSelection Of(ModuleConfig root, StaticEnvironment environment)
    {
        if (root.Cloud is { } cloud)
        {
            return Refused(null, new Diagnostic(BackendRules.NotSupported, cloud.Span, "The configuration keeps its state in HCP Terraform or Terraform Enterprise, which this program does not talk to. Nothing is done, because a state of its own would part from the one there.")
            {
                Help = "Take the cloud block away to keep the state in a file; terraform state pull gives the present one.",
            });
        }
        if (root.Backend is not { } backend) return new BackendSelection(null, LocalPlace.Usual, null);
        if (backend.Type != BackendRecord.Local)
        {
            return Refused(backend, new Diagnostic(BackendRules.NotAvailable, backend.TypeSpan, $"There is no backend \"{backend.Type}\" in this version: states are kept in local files. Nothing is done, because a state of its own would part from the one there.")
            {
                Help = "Change the block to backend \"local\", or take it away; terraform state pull gives the present state.",
            });
        }
        var diagnostics = new DiagnosticBag();
        var content = backend.Body.GetContent(new BodySchema([.. Settings.Select(s => new AttributeSchema(s))], []), diagnostics);
        var scope = StaticScope.OfRoot(root, environment);
        var place = new LocalPlace(Text("path"), Text("workspace_dir"));
        return diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } fault ? Refused(backend, fault) : new BackendSelection(backend, place, null);

        string? Text(string name)
        {
            if (content[name] is not { } attribute) return null;
            var value = scope.Evaluate(attribute.Expression, diagnostics);
            if (value is StringValue { Text.Length: > 0 } text) return text.Text;
            if (value is not (NullValue or StringValue) && !diagnostics.HasErrors)
                diagnostics.Add(BackendRules.NotKnown, attribute.Expression.Span, $"\"{name}\" must be a string that is known before anything is planned, and neither sensitive nor ephemeral.");
            return null;
        }
    }

    /// <summary>The selection as the directory was made ready for; where it was made ready for another one, a fault says to run <c>init</c>.</summary>
    public BackendSelection HeldAgainst(BackendRecord? record, string folder)
    {
        if (Fault is not null || (Block is null && record is null)) return this;
        if (record is null) return Uninitialized($"Initial configuration of the requested backend \"{BackendRecord.Local}\"");
        if (Block is null) return Uninitialized($"Unsetting the previously set backend \"{record.Type}\"");
        if (record.Type == BackendRecord.Local && record.Hash == BackendRecord.HashOf(Place)) return this with { Place = record.Place };
        return record.Type == BackendRecord.Local && record.Place.IsSame(Place, folder) ? this : Uninitialized("Backend configuration block has changed");
    }

    private BackendSelection Uninitialized(string reason) => this with
    {
        Fault = new Diagnostic(BackendRules.NotInitialized, Block?.Span, $"Reason: {reason}\n\nStates are not where the last init of this directory found them. No changes to the configuration or to any state have been made.")
        {
            Help = "Take the state along to where the configuration wants it, or begin there with what there is:\n    plumb init -migrate-state\n    plumb init -reconfigure",
        },
    };

    private static BackendSelection Refused(BackendConfig? block, Diagnostic fault) => new(block, LocalPlace.Usual, fault);
}
