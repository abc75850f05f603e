namespace Plumb.Playbooks.Modules;

/// <summary>A module that was found.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Name">What tasks call it, with its collection where it has one.</param>
/// <param name="PythonName">The dotted name under which Python imports it, from which its relative imports go.</param>
internal sealed record ModuleFile(string Path, string Name, string PythonName);

/// <summary>What the name of an action leads to: a file, a name that this program does itself, or a reason why neither.</summary>
internal sealed record ModuleTarget(ModuleFile? File, string? Native, string? Refusal)
{
    public static ModuleTarget Of(ModuleFile file) => new(file, null, null);

    /// <summary>The file of an action in Python, which runs at the controller; or null.</summary>
    public string? Plugin { get; private init; }

    /// <summary>The full name of that action.</summary>
    public string PluginName { get; private init; } = "";

    /// <summary>The full name of what the task asked for, which may be a module whose work the action does.</summary>
    public string FullName { get; init; } = "";

    public static ModuleTarget OfPlugin(string name, string path) => new(null, null, null) { Plugin = path, PluginName = name, FullName = name };

    public static ModuleTarget OfNative(string name) => new(null, name, null);

    public static ModuleTarget Refused(string reason) => new(null, null, reason);
}
