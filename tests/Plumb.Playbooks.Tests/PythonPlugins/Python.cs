namespace Plumb.Playbooks.Tests.PythonPlugins;

/// <summary>The Python of this machine, which some tests need.</summary>
internal static class Python
{
    public static bool Exists { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "python3")));
}
