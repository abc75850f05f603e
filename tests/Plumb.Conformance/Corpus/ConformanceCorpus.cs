namespace Plumb.Conformance.Corpus;

/// <summary>
/// Where the external suites are: the folder that PLUMB_CONFORMANCE names, else <c>shared/conformance</c> beside the
/// checkout or beside a folder above it. They are not part of the repository and may be absent.
/// </summary>
internal static class ConformanceCorpus
{
    /// <summary>The checkout: the nearest folder above the test program that holds the solution.</summary>
    public static DirectoryInfo Repository { get; } =
        FoldersAbove(AppContext.BaseDirectory).FirstOrDefault(f => File.Exists(Path.Combine(f.FullName, "plumb.slnx")))
        ?? new DirectoryInfo(AppContext.BaseDirectory);

    public static string? Root { get; } = Find();

    /// <summary>Why the suites cannot run, or null if they can.</summary>
    public static string? AbsentBecause => Root is null ? "the external suites are not here: set PLUMB_CONFORMANCE to their folder" : null;

    /// <summary>A file or folder of a suite.</summary>
    public static string PathOf(string suite, params string[] parts) =>
        Path.Combine([Root ?? throw new DirectoryNotFoundException(AbsentBecause), suite, .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PLUMB_CONFORMANCE") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        return FoldersAbove(Repository.FullName).Select(f => Path.Combine(f.FullName, "shared", "conformance")).FirstOrDefault(Directory.Exists);
    }

    private static IEnumerable<DirectoryInfo> FoldersAbove(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent) yield return folder;
    }
}
