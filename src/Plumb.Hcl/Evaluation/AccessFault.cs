using Plumb.Core.Diagnostics;

namespace Plumb.Hcl.Evaluation;

/// <summary>Why an element or attribute cannot be had. The detail never shows a key that may be secret.</summary>
public sealed record AccessFault(DiagnosticRule Rule, string Detail)
{
    public string? Help { get; init; }
}
