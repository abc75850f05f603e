namespace Plumb.Plugins.CliConfiguration;

/// <summary>What surrounds the program: variables and directories.</summary>
/// <param name="Variables">All variables of the environment.</param>
/// <param name="WorkingDirectory">Absolute; paths that are not are meant from here.</param>
public sealed record CliEnvironment(IReadOnlyDictionary<string, string> Variables, string WorkingDirectory)
{
    public string? this[string name] => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public string? Home => this[OperatingSystem.IsWindows() ? "APPDATA" : "HOME"];

    /// <summary>Where <c>login</c> keeps tokens, among others; it need not exist.</summary>
    public string? ConfigurationDirectory => Home is { } home ? Path.Combine(home, OperatingSystem.IsWindows() ? "terraform.d" : ".terraform.d") : null;

    public string Absolute(string path) => Path.GetFullPath(path, WorkingDirectory);
}
