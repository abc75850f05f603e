namespace Plumb.Hcl.Tests;

/// <summary>Where the repository's files are while its tests run.</summary>
internal static class Repository
{
    public static string Golden { get; } = Path.Combine(Find(AppContext.BaseDirectory), "tests", "golden", "hcl");

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "plumb.slnx"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("No plumb.slnx above the test program."));
}
