namespace Plumb.Hosts.Calling;

/// <summary>
/// The one line of shell that a connection begins with. It becomes the executor if the host has it, or asks for it, puts it in
/// place and then becomes it: all in the same channel. It holds no quote, exclamation mark or line end, so that any login shell hands
/// it on unharmed.
/// </summary>
internal static class BootstrapScript
{
    /// <summary>What all that is said to the near end begins with, the greeting too.</summary>
    public const string Mark = "PLUMB-";

    public const string Need = "PLUMB-NEED";
    public const string Failed = "PLUMB-FAILED";

    /// <summary>A receiver takes the name of the program's temporary file, since that can be run already, and gives it up when it has begun.</summary>
    private const string Receive =
        "if [ $r -gt 0 ]; then echo " + Need + " $h packed; if e=$( { head -c $r >\"$t\"; } 2>&1 );"
        + " then exec \"$t\" \"$t.x\" \"$f\" $n; fi;"
        + " else echo " + Need + " $h plain; e=$( { head -c $n >\"$t\"; } 2>&1 ); fi;";

    private const string Place =
        "if [ $(wc -c <\"$t\") -eq $n ] && mv -f \"$t\" \"$f\"; then trap - 1 2 13 15; exec \"$f\"; fi; rm -f \"$t\"; echo " + Failed + " $e; exit 3";

    /// <param name="binaries">One for each kind of machine.</param>
    /// <param name="folder">Where it is kept; a leading <c>~</c> is the user's home.</param>
    public static string Text(IReadOnlyList<ExecutorBinary> binaries, string folder) =>
        ExecutorPlaces.Machine(binaries, folder) + string.Join(' ', ExecutorPlaces.Search("exec \"$f\""), ExecutorPlaces.Choose, Receive, Place);
}
