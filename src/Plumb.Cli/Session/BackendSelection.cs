using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Cli.Session;

/// <summary>Where the root module wants its states to be kept.</summary>
/// <param name="Path">The default workspace's state; null for the usual place.</param>
/// <param name="WorkspaceFolder">The folder of the other workspaces; null for the usual one.</param>
/// <param name="Fault">Why states cannot be had there; null where they can.</param>
internal sealed record BackendSelection(string? Path, string? WorkspaceFolder, Diagnostic? Fault)
{
    private const string Local = "local";

    private static readonly DiagnosticRule NotAvailable = new("CLI195", Severity.Error, "Backend not available");
    private static readonly DiagnosticRule NotSupported = new("CLI196", Severity.Error, "HCP Terraform is not supported");
    private static readonly DiagnosticRule NotKnown = new("CLI197", Severity.Error, "Backend setting not known");

    public static BackendSelection Of(ModuleConfig root, StaticEnvironment environment)
    {
        if (root.Cloud is { } cloud)
        {
            return Refused(new Diagnostic(NotSupported, cloud.Span, "The configuration keeps its state in HCP Terraform or Terraform Enterprise, which this program does not talk to. Nothing is done, because a state of its own would part from the one there.")
            {
                Help = "Take the cloud block away to keep the state in a file; terraform state pull gives the present one.",
            });
        }
        if (root.Backend is not { } backend) return new BackendSelection(null, null, null);
        if (backend.Type != Local)
        {
            return Refused(new Diagnostic(NotAvailable, backend.TypeSpan, $"There is no backend \"{backend.Type}\" in this version: states are kept in local files. Nothing is done, because a state of its own would part from the one there.")
            {
                Help = "Change the block to backend \"local\", or take it away; terraform state pull gives the present state.",
            });
        }
        var diagnostics = new DiagnosticBag();
        var attributes = backend.Body.GetAttributes(diagnostics);
        var scope = StaticScope.OfRoot(root, environment);
        var selection = new BackendSelection(Text("path"), Text("workspace_dir"), null);
        return diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } fault ? Refused(fault) : selection;

        string? Text(string name)
        {
            if (!attributes.TryGetValue(name, out var attribute)) return null;
            var value = scope.Evaluate(attribute.Expression, diagnostics);
            if (value is StringValue { Text.Length: > 0 } text) return text.Text;
            if (value is not (NullValue or StringValue) && !diagnostics.HasErrors)
                diagnostics.Add(NotKnown, attribute.Expression.Span, $"\"{name}\" must be a string that is known before anything is planned, and neither sensitive nor ephemeral.");
            return null;
        }
    }

    private static BackendSelection Refused(Diagnostic fault) => new(null, null, fault);
}
