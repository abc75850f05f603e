using System.Globalization;
using System.Text;

namespace Plumb.Hosts.Calling;

/// <summary>
/// Puts an executor on a host that is reached by commands alone, as <see cref="BootstrapScript"/> does where a program can be spoken with. Each
/// answer is a line of its own, so that what a login prints beside it does no harm.
/// </summary>
internal static class PlacingScript
{
    /// <summary>The executor is there: its path.</summary>
    public const string Has = "PLUMB-HAS ";

    /// <summary>There is none: the hash of the one to send. The lines with where to, and with where it goes from there, follow.</summary>
    public const string Wants = "PLUMB-WANTS ";
    public const string Into = "PLUMB-INTO ";
    public const string As = "PLUMB-AS ";

    /// <summary>A new folder that only the user may look into.</summary>
    public const string Work = "PLUMB-WORK ";

    public static string Look(IReadOnlyList<ExecutorBinary> binaries, string folder) => string.Join(' ',
        ExecutorPlaces.Machine(binaries, folder),
        $"w=$(umask 77; mktemp -d /tmp/plumb-work-XXXXXXXX) || exit 3; echo \"{Work}$w\";",
        ExecutorPlaces.Search($"echo \"{Has}$f\"; exit 0"),
        ExecutorPlaces.Choose,
        $"trap - 1 2 13 15; echo \"{Wants}$h\"; echo \"{Into}$t\"; echo \"{As}$f\"");

    /// <summary>Takes the program that was put in place; with a receiver, the packed form was put beside that, under the same name and <c>.p</c>.</summary>
    public static string Finish(ExecutorBinary binary, string into, string path)
    {
        var (t, f) = (PosixShell.Quote(into), PosixShell.Quote(path));
        var script = new StringBuilder($"chmod 700 {t} && ");
        if (binary.Receiver.IsEmpty) script.Append(CultureInfo.InvariantCulture, $"[ $(wc -c <{t}) -eq {binary.Length} ] && mv -f {t} {f}");
        else script.Append(CultureInfo.InvariantCulture, $"{t} {t}.x {f} {binary.Length} <{t}.p >/dev/null");
        return script.Append(CultureInfo.InvariantCulture, $"; rm -f {t} {t}.p {t}.x; if [ -x {f} ]; then echo \"{Has}\"{f}; fi").ToString();
    }
}
