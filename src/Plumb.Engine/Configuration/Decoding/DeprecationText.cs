using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Reads <c>deprecated = "…"</c>, which must say something.</summary>
internal static class DeprecationText
{
    internal static string? Decode(BodyAttribute attribute, DiagnosticRule rule, DecodingContext context)
    {
        if (Constant.String(attribute.Expression, context.Diagnostics) is not { } text) return null;
        if (!string.IsNullOrWhiteSpace(text)) return text;
        context.Report(rule, attribute.Expression.Span, "The message of \"deprecated\" must not be empty: it should say what to use in place of this.");
        return null;
    }
}
