using Plumb.Operations.Hosts;

namespace Plumb.Operations.Services;

/// <summary>Init scripts and the links that start them.</summary>
internal static class SysvScripts
{
    public static string Path(string name) => name.StartsWith('/') ? name : "/etc/init.d/" + name;

    public static bool Exists(IHostFiles files, string name) => files.Exists(Path(name));

    /// <summary>Whether the service is started in a run level, or in any.</summary>
    public static bool IsEnabled(IHostFiles files, string name, string? level = null) => HasLink(files, 'S', name, level);

    public static bool HasStopLink(IHostFiles files, string name) => HasLink(files, 'K', name, null);

    private static bool HasLink(IHostFiles files, char kind, string name, string? level)
    {
        var root = files.IsFolder("/etc/rc0.d") ? "/etc" : "/etc/init.d";
        var folders = level is not null ? ["rc" + level + ".d"]
            : files.ListOrEmpty(root).Where(f => f.Length == 5 && f.StartsWith("rc", StringComparison.Ordinal) && f.EndsWith(".d", StringComparison.Ordinal));
        return folders.Any(folder => files.ListOrEmpty($"{root}/{folder}").Any(link => link.Length == name.Length + 3 && link[0] == kind && link.EndsWith(name, StringComparison.Ordinal)));
    }
}
