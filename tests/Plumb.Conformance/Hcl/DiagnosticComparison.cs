using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Conformance.Hcl;

/// <summary>Compares diagnostics by what is not wording: how many there are, of which kind, and where.</summary>
internal static class DiagnosticComparison
{
    public static Comparison OfCount(int expected, DiagnosticBag actual) =>
        actual.Count == expected
            ? Comparison.Equal
            : Comparison.Different($"{expected} diagnostics", Show(actual), $"expected {expected} diagnostics, got {actual.Count}: {ShowShort(actual)}");

    /// <summary>That one of the errors is of the kind that the summary names.</summary>
    public static Comparison OfErrorKind(string summary, DiagnosticBag actual) =>
        actual.Any(d => d.Severity == Severity.Error && d.Summary == summary)
            ? Comparison.Equal
            : Comparison.Different($"error: {summary}", Show(actual), $"expected the error \"{summary}\", got {ShowShort(actual)}");

    /// <summary>Where the errors start, in order of their places.</summary>
    public static Comparison OfStarts(IEnumerable<(int Line, int Column)> expected, DiagnosticBag actual)
    {
        var got = actual.Where(d => d.Severity == Severity.Error).Select(Start);
        var (wanted, found) = (Places(expected), Places(got));
        return wanted == found ? Comparison.Equal : Comparison.Different(wanted, Show(actual), $"expected errors at {wanted}, got {found} ({ShowShort(actual)})");
    }

    public static string Show(DiagnosticBag diagnostics) =>
        diagnostics.Count == 0 ? "no diagnostics" : string.Join('\n', diagnostics.Select(d => d.ToString()));

    private static string ShowShort(DiagnosticBag diagnostics) =>
        diagnostics.Count == 0 ? "none" : string.Join("; ", diagnostics.Select(d => $"\"{d.Summary}\""));

    private static (int Line, int Column) Start(Diagnostic diagnostic)
    {
        var start = diagnostic.Subject?.StartPosition ?? new SourcePosition(0, 0, 0);
        return (start.Line, start.Column);
    }

    private static string Places(IEnumerable<(int Line, int Column)> places) => string.Join(" ", places.Order().Select(p => $"{p.Line}:{p.Column}"));
}
