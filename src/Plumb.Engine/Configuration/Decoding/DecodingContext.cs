using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>What the decoding of every block of a file needs: where faults go, whether the file overrides others, and the module's providers.</summary>
internal sealed record DecodingContext(DiagnosticBag Diagnostics, bool IsOverride, ProviderNames Providers)
{
    /// <summary>The content of a body. An override may leave out what is required: the base has it.</summary>
    internal BodyContent Read(Body body, BodySchema schema) =>
        body.GetContent(IsOverride ? Schemas.WithoutRequired(schema) : schema, Diagnostics);

    internal BodyContent ReadPartial(Body body, BodySchema schema, out Body remainder) =>
        body.GetPartialContent(IsOverride ? Schemas.WithoutRequired(schema) : schema, out remainder, Diagnostics);

    internal void CheckName(string name, SourceSpan span, DiagnosticRule rule)
    {
        if (!Identifier.IsValid(name)) Diagnostics.Add(rule, span, Identifier.Requirement);
    }

    internal void Report(DiagnosticRule rule, SourceSpan? span, string detail) => Diagnostics.Add(rule, span, detail);

    /// <summary>Reports a rule whose summary names something of the user's.</summary>
    internal void Report(DiagnosticRule rule, string summary, SourceSpan? span, string detail) =>
        Diagnostics.Add(new Diagnostic(rule, span, detail) { ForeignSummary = summary });

    /// <summary>Reports a second block where one is allowed.</summary>
    internal void ReportDuplicate(DiagnosticRule rule, BodyBlock second, BodyBlock first, string what) =>
        Report(rule, second.HeaderSpan, $"{what} has this block already, at {first.HeaderSpan}. It can be given only once.");
}
