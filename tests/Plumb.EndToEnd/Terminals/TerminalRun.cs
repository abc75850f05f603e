namespace Plumb.EndToEnd.Terminals;

/// <summary>The program on a terminal of its own, which util-linux's <c>script</c> makes.</summary>
internal static class TerminalRun
{
    /// <summary>Why there is none here; null where there can be one.</summary>
    public static string? Missing { get; } = File.Exists("/usr/bin/script") && File.Exists("/dev/ptmx") ? null : "util-linux's script is not installed";

    public static Conversation Start(IReadOnlyDictionary<string, string> environment, string folder, params string[] args) => StartReading(null, environment, folder, args);

    /// <param name="input">The file that is the program's input, in place of the terminal; its output goes through a pipe then.</param>
    /// <param name="environment">Variables beside those of the tests.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="args">What it is to do.</param>
    public static Conversation StartReading(string? input, IReadOnlyDictionary<string, string> environment, string folder, params string[] args)
    {
        var line = "stty cols 100 rows 30; exec " + string.Join(' ', Programs.PlumbProgram.Concat(args).Select(w => $"'{w.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        if (input is not null) line = $"set -o pipefail; ({line} < '{input}') 2>&1 | cat > output";
        return Conversation.Start(["/usr/bin/script", "-qefc", line, "/dev/null"], new Dictionary<string, string>(environment) { ["TERM"] = "xterm", ["SHELL"] = "/bin/bash" }, folder);
    }
}
