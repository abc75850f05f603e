namespace Plumb.Core.Tests;

/// <summary>Where the repository's files are while its tests run.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find(AppContext.BaseDirectory);

    internal static string Golden => Path.Combine(Root, "tests", "golden");

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "plumb.slnx"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("No plumb.slnx above the test program."));
}
