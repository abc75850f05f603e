namespace Plumb.Core.Diagnostics;

/// <summary>
/// One kind of diagnostic. The code ("PLN004") is never reused and is listed in docs/diagnostics; the summary is
/// fixed text without names of the user's.
/// </summary>
public sealed record DiagnosticRule(string Code, Severity Severity, string Summary);
