using System.IO.Enumeration;
using System.Text.Json;

namespace Plumb.Conformance.Corpus;

/// <summary>
/// Turns the cases of a suite into rows of a theory, read only when the theory runs. PLUMB_CASES, a pattern with
/// <c>*</c> over <c>SUITE/NAME</c>, narrows a run down.
/// </summary>
internal static class CaseRows
{
    public static string? Pattern { get; } = Environment.GetEnvironmentVariable("PLUMB_CASES") is { Length: > 0 } pattern ? pattern : null;

    /// <summary>The lines of some JSON Lines files of a suite.</summary>
    public static IEnumerable<TheoryDataRow<JsonCase>> OfLines(string suite, params string[] files) =>
        Rows(suite, name => new JsonCase(suite, name, default), () => files.SelectMany(file => ReadLines(suite, file)));

    /// <summary>The folders of a suite that hold a case each.</summary>
    public static IEnumerable<TheoryDataRow<FolderCase>> OfFolders(string suite) =>
        OfPaths(suite, () => Directory.EnumerateDirectories(ConformanceCorpus.PathOf(suite))
            .Select(folder => new FolderCase(suite, Path.GetFileName(folder), folder)));

    public static IEnumerable<TheoryDataRow<FolderCase>> OfPaths(string suite, Func<IEnumerable<FolderCase>> cases) =>
        Rows(suite, name => new FolderCase(suite, name, ""), () => cases().OrderBy(c => c.Name, StringComparer.Ordinal));

    private static IEnumerable<TheoryDataRow<T>> Rows<T>(string suite, Func<string, T> placeholder, Func<IEnumerable<T>> cases)
        where T : ConformanceCase
    {
        if (ConformanceCorpus.AbsentBecause is { } reason)
        {
            yield return Skipped(suite, placeholder("absent"), reason);
            yield break;
        }
        var any = false;
        foreach (var found in cases().Where(IsWanted))
        {
            any = true;
            yield return new TheoryDataRow<T>(found) { TestDisplayName = found.ToString(), Label = "" };
        }
        if (!any) yield return Skipped(suite, placeholder("none"), "no case of this theory matches PLUMB_CASES");
    }

    private static TheoryDataRow<T> Skipped<T>(string suite, T placeholder, string reason) where T : ConformanceCase =>
        new(placeholder) { TestDisplayName = suite, Label = "", Skip = reason };

    private static bool IsWanted(ConformanceCase found) => Pattern is null || FileSystemName.MatchesSimpleExpression(Pattern, found.ToString(), ignoreCase: false);

    private static IEnumerable<JsonCase> ReadLines(string suite, string file)
    {
        foreach (var line in File.ReadLines(ConformanceCorpus.PathOf(suite, file)))
        {
            var data = JsonDocument.Parse(line).RootElement;
            yield return new JsonCase(suite, data.GetProperty("name").GetString() ?? "", data);
        }
    }
}
