namespace Plumb.EndToEnd;

/// <summary>Where the repository's files are while its tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "plumb.slnx"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("No plumb.slnx above the test program."));
}
