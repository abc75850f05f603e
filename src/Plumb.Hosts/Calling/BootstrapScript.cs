using System.Globalization;
using System.Text;

namespace Plumb.Hosts.Calling;

/// <summary>
/// The one line of shell that a connection begins with. It becomes the executor if the host has it, or asks for it, puts it in
/// place and then becomes it: all in the same channel. It holds no quote, exclamation mark or line end, so that any login shell hands
/// it on unharmed.
/// </summary>
/// <remarks>
/// A folder counts only if it belongs to the user and is no link, and a program only if it belongs to the user: in a folder that all
/// may write to, somebody else could have been there first.
/// </remarks>
internal static class BootstrapScript
{
    /// <summary>What all that is said to the near end begins with, the greeting too.</summary>
    public const string Mark = "PLUMB-";

    public const string Need = "PLUMB-NEED";
    public const string WrongMachine = "PLUMB-MACHINE";
    public const string NoPlace = "PLUMB-NOPLACE";
    public const string Failed = "PLUMB-FAILED";

    private const string Run = "exec \"$f\"";

    /// <summary>Goes through the folders in which the executor may be, and its path in them. Who the user is is asked only for those that all may write to: every program that is started takes a host's time.</summary>
    private const string Each = "for d in \"$p\" /var/tmp /tmp; do if [ \"$d\" != \"$p\" ]; then q=${q:-$(id -u)}; d=$d/plumb-$q; fi; f=$d/$h;";

    /// <summary>The first folder in which a program can be put and run: not a full, read-only or noexec one.</summary>
    public const string Choose = Each + " t=$d/.$h.$$; if [ -h \"$d\" ]; then t=; continue; fi;"
        + " mkdir -p -m 700 \"$d\" && [ -O \"$d\" ] && true >\"$t\" && chmod 700 \"$d\" \"$t\" && [ -x \"$t\" ] && break; rm -f \"$t\"; t=; done 2>/dev/null;"
        + " if [ -z \"$t\" ]; then echo " + NoPlace + "; exit 3; fi; trap \"rm -f \\\"$t\\\"; exit 3\" 1 2 13 15;";

    /// <summary>A receiver takes the name of the program's temporary file, since that can be run already, and gives it up when it has begun.</summary>
    private const string Receive =
        "if [ $r -gt 0 ]; then echo " + Need + " $h packed; e=$( { head -c $r >\"$t\"; } 2>&1 );"
        + " if [ $(wc -c <\"$t\") -eq $r ]; then exec \"$t\" \"$t.x\" \"$f\" $n; fi;"
        + " else echo " + Need + " $h plain; e=$( { head -c $n >\"$t\"; } 2>&1 ); fi;";

    private const string Place =
        "if [ $(wc -c <\"$t\") -eq $n ] && mv -f \"$t\" \"$f\"; then trap - 1 2 13 15; exec \"$f\"; fi; rm -f \"$t\"; echo " + Failed + " $e; exit 3";

    /// <param name="binaries">One for each kind of machine.</param>
    /// <param name="folder">Where it is kept; a leading <c>~</c> is the user's home.</param>
    public static string Text(IReadOnlyList<ExecutorBinary> binaries, string folder)
    {
        var script = new StringBuilder(Machine(binaries, folder));
        return script.AppendJoin(' ', Search(Run), Choose, Receive, Place).ToString();
    }

    /// <summary>Looks for the executor where it may be kept, and does so with one that is there: its path is <c>$f</c>.</summary>
    public static string Search(string found) =>
        Each + " if [ -h \"$d\" ]; then :; elif [ -O \"$d\" ] && [ -O \"$f\" ] && [ -x \"$f\" ] && [ -s \"$f\" ]; then " + found + "; fi; done;";

    /// <summary>Finds out which executor is for the machine: <c>$h</c> its hash, <c>$n</c> its length, <c>$r</c> that of its receiver, and <c>$p</c> where it is kept.</summary>
    public static string Machine(IReadOnlyList<ExecutorBinary> binaries, string folder)
    {
        var script = new StringBuilder("{ read m </proc/sys/kernel/arch; } 2>/dev/null || m=$(uname -m); case $m in ");
        foreach (var binary in binaries)
        {
            script.Append(CultureInfo.InvariantCulture, $"{Names(binary.Machine)}) h={binary.Sha256} n={binary.Length} r={binary.Receiver.Length};; ");
        }
        script.Append(CultureInfo.InvariantCulture, $"*) echo {WrongMachine} $m; exit 3;; esac; q=; p=\"{Folder(folder)}\"; ");
        return script.ToString();
    }

    private static string Names(string machine) => machine switch
    {
        "x86_64" => "x86_64|amd64",
        "aarch64" => "aarch64|arm64",
        _ => machine,
    };

    private static string Folder(string folder) => folder.StartsWith("~/", StringComparison.Ordinal)
        ? "${HOME:-/nonexistent}" + PosixShell.Escape(folder[1..])
        : PosixShell.Escape(folder);
}
