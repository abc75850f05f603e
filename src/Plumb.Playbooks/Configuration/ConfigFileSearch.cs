using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Configuration;

/// <summary>Finds the one configuration file of a run: that of ANSIBLE_CONFIG, of the working folder, of the user, of the system.</summary>
internal static class ConfigFileSearch
{
    private const string FileName = "ansible.cfg";

    public static string? Find(RunEnvironment environment, DiagnosticBag diagnostics)
    {
        var named = environment.Variable("ANSIBLE_CONFIG") is { } given ? environment.Expand(given) : null;
        if (named is not null && Directory.Exists(named)) named = Path.Combine(named, FileName);
        var local = Path.Combine(environment.WorkingFolder, FileName);
        // What anyone could have put there must not choose the programs that are run.
        var isOpen = IsWorldWritable(environment.WorkingFolder);
        string?[] places = [named, isOpen ? null : local, Path.Combine(environment.Home, "." + FileName), Path.Combine("/etc/ansible", FileName)];
        var found = places.FirstOrDefault(path => path is not null && File.Exists(path));
        if (isOpen && File.Exists(local) && (found is null || found != named))
            diagnostics.Add(new Diagnostic(ConfigurationRules.WorldWritable, null, $"Anyone can write to the folder {environment.WorkingFolder}, so that its {FileName} is not used.")
            {
                Help = $"Take the right to write from others, or name the file in ANSIBLE_CONFIG.",
            });
        return found;
    }

    private static bool IsWorldWritable(string folder) =>
        !OperatingSystem.IsWindows() && Directory.Exists(folder) && File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherWrite);
}
