using System.Globalization;
using System.Text;

namespace Plumb.Hosts.Calling;

/// <summary>
/// Parts of scripts that find out on a host which executor it needs, whether it has that one, and where it can be put. They hold
/// no line end, so that any login shell hands them on unharmed.
/// </summary>
/// <remarks>
/// A folder counts only if it belongs to the user and is no link, and a program only if it belongs to the user: in a folder that all
/// may write to, somebody else could have been there first.
/// </remarks>
internal static class ExecutorPlaces
{
    public const string WrongMachine = "PLUMB-MACHINE";
    public const string NoPlace = "PLUMB-NOPLACE";

    /// <summary>What that means.</summary>
    public const string NoPlaceMeaning = "the executor cannot be kept there: neither ~/.cache/plumb nor /var/tmp nor /tmp can be written to and run from by the user";

    /// <param name="machine">The host's kind of machine, as it tells it.</param>
    /// <param name="binaries">One for each kind that there is an executor for.</param>
    public static string WrongMachineMeaning(string machine, IReadOnlyList<ExecutorBinary> binaries) =>
        $"there is no executor for its kind of machine ({machine.Trim()}), only for {string.Join(" and ", binaries.Select(b => b.Machine))}";

    /// <summary>What a folder begins with that is in one that all may write to; the user's number follows.</summary>
    private const string Own = "/plumb-";

    /// <summary>The first folder in which a program can be put and run: not a full, read-only or noexec one.</summary>
    public const string Choose = "for d in \"$p\" /var/tmp /tmp; do if [ \"$d\" != \"$p\" ]; then q=${q:-$(id -u)}; d=$d" + Own + "$q; fi; f=$d/$h; t=$d/.$h.$$; if [ -h \"$d\" ]; then t=; continue; fi;"
        + " mkdir -p -m 700 \"$d\" && [ -O \"$d\" ] && true >\"$t\" && chmod 700 \"$d\" \"$t\" && [ -x \"$t\" ] && break; rm -f \"$t\"; t=; done 2>/dev/null;"
        + " if [ -z \"$t\" ]; then echo " + NoPlace + "; exit 3; fi; trap \"rm -f \\\"$t\\\"; exit 3\" 1 2 13 15;";

    /// <summary>
    /// Looks for the executor where it may be kept, and does so with one that is there: its path is <c>$f</c>. Whose a folder is says its owner, not its
    /// name: every program that is started, such as one that tells who the user is, takes a host's time.
    /// </summary>
    public static string Search(string found) =>
        "for d in \"$p\" /var/tmp" + Own + "* /tmp" + Own + "*; do f=$d/$h; if [ -h \"$d\" ]; then :; elif [ -O \"$d\" ] && [ -O \"$f\" ] && [ -x \"$f\" ] && [ -s \"$f\" ]; then " + found + "; fi; done;";

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
