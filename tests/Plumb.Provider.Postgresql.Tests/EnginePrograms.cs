namespace Plumb.Provider.Postgresql.Tests;

/// <summary>The programs that run the provider, and where the provider's own is.</summary>
internal static class EnginePrograms
{
    public static bool HasTerraform => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "terraform")));

    /// <summary>The native program where it was built, else the one that was built with these tests.</summary>
    public static string Plumb => Environment.GetEnvironmentVariable("PLUMB_BIN") is { Length: > 0 } native ? native : Path.Combine(Built("Plumb.Cli"), "plumb");

    public static string ProviderFolder => Built("Plumb.Provider.Postgresql");

    private static string Built(string project) => Path.Combine(AppContext.BaseDirectory, "..", "..", project, new DirectoryInfo(AppContext.BaseDirectory).Name);
}
