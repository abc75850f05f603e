namespace Plumb.Engine.Tests;

/// <summary>Where the golden files are: in the sources, found from where the tests run.</summary>
internal static class Repository
{
    internal static string Golden(params string[] path) => Path.Combine([Find(AppContext.BaseDirectory), "tests", "golden", .. path]);

    private static string Find(string? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory, "plumb.slnx"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
    }
}
