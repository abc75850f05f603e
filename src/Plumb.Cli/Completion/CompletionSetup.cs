using Plumb.Cli.Session;

namespace Plumb.Cli.Completion;

/// <summary><c>-install-autocomplete</c> and <c>-uninstall-autocomplete</c>: a line in the files that the user's shells read when they begin.</summary>
internal static class CompletionSetup
{
    public const string InstallFlag = "-install-autocomplete";
    public const string UninstallFlag = "-uninstall-autocomplete";

    public static int Run(Terminal terminal, bool install)
    {
        if (terminal.Environment("HOME") is not { Length: > 0 } home)
        {
            terminal.Error.Write("Error: HOME is not set, so there is nowhere to put shell completion.\n");
            return 1;
        }
        try
        {
            var changed = new[] { ("bash", ".bashrc"), ("zsh", ".zshrc") }.Count(s => Change(Path.Combine(home, s.Item2), LineOf(s.Item1, terminal.Program.Command), install))
                + (ChangeFish(Path.Combine(home, ".config", "fish"), terminal.Program.Command, install) ? 1 : 0);
            if (changed > 0) return 0;
            terminal.Error.Write(install
                ? "Error: completion is installed already, or none of ~/.bashrc, ~/.zshrc and ~/.config/fish is there.\n"
                : "Error: completion is not installed.\n");
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.Write($"Error: {e.Message}\n");
            return 1;
        }
    }

    private static string LineOf(string shell, string program) => $"source <({program} completion {shell})";

    private static bool Change(string file, string line, bool install)
    {
        if (!File.Exists(file)) return false;
        var text = File.ReadAllText(file);
        var lines = text.Split('\n');
        if (lines.Contains(line, StringComparer.Ordinal) == install) return false;
        File.WriteAllText(file, install
            ? text + (text.Length == 0 || text.EndsWith('\n') ? "" : "\n") + line + "\n"
            : string.Join('\n', lines.Where(l => l != line)));
        return true;
    }

    private static bool ChangeFish(string folder, string program, bool install)
    {
        if (!Directory.Exists(folder)) return false;
        var file = Path.Combine(folder, "completions", program + ".fish");
        if (File.Exists(file) == install) return false;
        if (install)
        {
            Directory.CreateDirectory(Path.Combine(folder, "completions"));
            File.WriteAllText(file, CompletionScripts.For("fish", program));
        }
        else File.Delete(file);
        return true;
    }
}
