using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Provider;

namespace Plumb.Engine.Planning;

/// <summary>Turns what providers say into diagnostics at the block it is about.</summary>
internal static class ProviderReports
{
    /// <summary>At the arguments that they are about. True if one of them is an error.</summary>
    public static bool AddAt(DiagnosticBag diagnostics, IReadOnlyList<ProviderDiagnostic> said, Hcl.Syntax.Body? body, string address)
    {
        foreach (var one in said) Add(diagnostics, [one], body is null ? null : AttributePlace.Of(body, one.Attribute), address);
        return said.Any(d => d.Severity == Severity.Error);
    }

    /// <summary>True if one of them is an error.</summary>
    public static bool Add(DiagnosticBag diagnostics, IReadOnlyList<ProviderDiagnostic> said, SourceSpan? subject, string address)
    {
        if (said.Count == 0) return false;
        foreach (var one in said)
        {
            diagnostics.Add(new Diagnostic(one.Severity == Severity.Error ? PlanRules.ProviderSays : PlanRules.ProviderWarns, subject, one.Detail)
            {
                ForeignSummary = one.Summary,
                Address = address,
                AttributePath = one.Attribute,
            });
        }
        return said.Any(d => d.Severity == Severity.Error);
    }
}
