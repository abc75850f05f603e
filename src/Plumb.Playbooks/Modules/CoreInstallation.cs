using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// An ansible-core that is installed on this machine: the folder of its Python package, from which modules take what they import. It is
/// never run here; its files are only read.
/// </summary>
internal sealed partial record CoreInstallation(string Folder)
{
    /// <summary>The variable that names the folder, or one in which the package lies.</summary>
    public const string Variable = "PLUMB_ANSIBLE_CORE";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Modules => Path.Combine(Folder, "modules");

    public string ModuleUtilities => Path.Combine(Folder, "module_utils");

    /// <summary>The collections that are installed beside it.</summary>
    public string BesideCollections => Path.GetDirectoryName(Folder) ?? "/";

    public string Version => field ??= ReadVersion();

    /// <summary>The installation that a variable names, or the first in the usual places, or that of the Python in the path; or null.</summary>
    public static CoreInstallation? Find(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } named) return Of(named) ?? Of(Path.Combine(named, "ansible"));
        foreach (var root in Roots(variable))
        {
            foreach (var folder in PackageFolders(root))
            {
                if (Of(Path.Combine(folder, "ansible")) is { } found) return found;
            }
        }
        return AskPython() is { Length: > 0 } told ? Of(told) : null;
    }

    private static CoreInstallation? Of(string folder) => File.Exists(Path.Combine(folder, "module_utils", "basic.py")) ? new CoreInstallation(Path.GetFullPath(folder)) : null;

    /// <summary>Where Pythons are installed: the environment that is active, the user's own, the machine's, those of pipx.</summary>
    private static IEnumerable<string> Roots(Func<string, string?> variable)
    {
        if (variable("VIRTUAL_ENV") is { Length: > 0 } environment) yield return environment;
        if (variable("HOME") is { Length: > 0 } home)
        {
            yield return Path.Combine(home, ".local");
            foreach (var place in new[] { ".local/share/pipx/venvs", ".local/pipx/venvs" })
            {
                foreach (var name in new[] { "ansible-core", "ansible" }) yield return Path.Combine(home, place, name);
            }
        }
        yield return "/usr/local";
        yield return "/usr";
    }

    private static IEnumerable<string> PackageFolders(string root)
    {
        var library = Path.Combine(root, "lib");
        if (!Directory.Exists(library)) return [];
        return Directory.EnumerateDirectories(library, "python3*").OrderByDescending(MinorVersion)
            .SelectMany(d => new[] { Path.Combine(d, "site-packages"), Path.Combine(d, "dist-packages") });
    }

    private static int MinorVersion(string folder) => int.TryParse(Path.GetFileName(folder).AsSpan("python3".Length).TrimStart('.'), out var minor) ? minor : -1;

    private static string? AskPython()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import ansible; print(ansible.__path__[0])"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (python is null) return null;
            if (!python.WaitForExit(Patience))
            {
                python.Kill(entireProcessTree: true);
                return null;
            }
            return python.ExitCode == 0 ? python.StandardOutput.ReadToEnd().Trim() : null;
        }
        catch (Win32Exception)
        {
            // There is no Python to ask.
            return null;
        }
    }

    private string ReadVersion()
    {
        var file = Path.Combine(Folder, "release.py");
        return File.Exists(file) && VersionLine().Match(File.ReadAllText(file)) is { Success: true } match ? match.Groups[1].Value : "";
    }

    [GeneratedRegex("""^__version__ *= *['"]([^'"]+)""", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
