using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Hcl;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;

namespace Plumb.Conformance.Configuration;

/// <summary>The ways in which the validate suite says what a configuration must give; places are compared, words are not.</summary>
internal static partial class LoadExpectation
{
    public static Comparison Valid(LoadedConfiguration loaded) => loaded.Diagnostics.HasErrors
        ? Comparison.Different("a sound configuration", Show(loaded), $"must load, but: {loaded.Diagnostics.First(d => d.Severity == Severity.Error)}")
        : Comparison.Equal;

    public static Comparison Invalid(LoadedConfiguration loaded) => loaded.Diagnostics.HasErrors
        ? Comparison.Equal
        : Comparison.Different("an error", Show(loaded), "must not load, but does");

    /// <summary>The faulty lines of the file end with a comment of the summary.</summary>
    public static Comparison Annotated(string file, LoadedConfiguration loaded)
    {
        var expected = File.ReadAllLines(file)
            .Select((text, index) => (Match: Annotation().Match(text), Line: index + 1))
            .Where(line => line.Match.Success)
            .Select(line => $"{Lower(line.Match.Groups["severity"].Value)} line {line.Line}");
        return ComparePlaces(expected, loaded, d => $"{SeverityOf(d)} line {d.Subject?.StartPosition.Line}");
    }

    /// <summary>The result of <c>validate -json</c>; its files are named from another folder.</summary>
    public static Comparison Recorded(string file, LoadedConfiguration loaded)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("diagnostics").EnumerateArray().Select(d =>
        {
            var (range, start) = (d.GetProperty("range"), d.GetProperty("range").GetProperty("start"));
            return $"{d.GetProperty("severity").GetString()} {Path.GetFileName(range.GetProperty("filename").GetString())}:{start.GetProperty("line")}:{start.GetProperty("column")}";
        });
        return ComparePlaces(expected, loaded, d => PlaceOf(d, loaded.Folder));
    }

    /// <summary>
    /// The files <c>errors</c> and <c>warnings</c>, a diagnostic a line; a detail may go on over further lines. Some leave
    /// the folder of a file out.
    /// </summary>
    public static Comparison Listed(FolderCase @case, LoadedConfiguration loaded)
    {
        var originalName = @case.Name["config-diagnostics-".Length..];
        var got = loaded.Diagnostics.Select(d => PlaceOf(d, loaded.Folder)).ToList();
        var expected = new[] { "error", "warning" }
            .Where(severity => File.Exists(@case[severity + "s"]))
            .SelectMany(severity => File.ReadLines(@case[severity + "s"]).Select(line => (severity, Match: ListedPlace().Match(line))))
            .Where(line => line.Match.Success)
            .Select(line => (line.severity, Place: $"{WithinCase(line.Match.Groups["file"].Value, originalName)}:{line.Match.Groups["line"].Value}:{line.Match.Groups["column"].Value}"))
            .Select(line => got.Find(g => g.StartsWith(line.severity, StringComparison.Ordinal) && g.EndsWith("/" + line.Place, StringComparison.Ordinal)) ?? $"{line.severity} {line.Place}");
        return ComparePlaces(expected, loaded, d => PlaceOf(d, loaded.Folder));
    }

    private static Comparison ComparePlaces(IEnumerable<string> expected, LoadedConfiguration loaded, Func<Diagnostic, string> place)
    {
        var (wanted, got) = (Places(expected), Places(loaded.Diagnostics.Select(place)));
        return wanted == got ? Comparison.Equal : Comparison.Different(wanted, Show(loaded), $"expected {wanted}, got {got}");
    }

    private static string Places(IEnumerable<string> places) => string.Join(", ", places.Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all : "nothing";

    private static string PlaceOf(Diagnostic diagnostic, string folder)
    {
        if (diagnostic.Subject is not { } subject) return $"{SeverityOf(diagnostic)} without a place";
        var file = Path.GetRelativePath(folder, Path.GetFullPath(subject.File.Name, folder));
        return $"{SeverityOf(diagnostic)} {file}:{subject.StartPosition.Line}:{subject.StartPosition.Column}";
    }

    private static string WithinCase(string file, string caseName)
    {
        var start = file.IndexOf(caseName + "/", StringComparison.Ordinal);
        return start < 0 ? file : file[(start + caseName.Length + 1)..];
    }

    private static string SeverityOf(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error ? "error" : "warning";

    private static string Lower(string severity) => severity == "ERROR" ? "error" : "warning";

    private static string Show(LoadedConfiguration loaded) => DiagnosticComparison.Show(loaded.Diagnostics);

    [GeneratedRegex("# (?<severity>ERROR|WARNING): ", RegexOptions.ExplicitCapture)]
    private static partial Regex Annotation();

    [GeneratedRegex(@"^(?<file>\S+):(?<line>\d+),(?<column>\d+)-[\d,]+: ", RegexOptions.ExplicitCapture)]
    private static partial Regex ListedPlace();
}
