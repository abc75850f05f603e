using System.ComponentModel;
using System.Diagnostics;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.Login;

/// <summary>Opens a page in the user's browser: the one that BROWSER names, or what the desktop has.</summary>
internal static class Browser
{
    /// <summary>False where there is none that anybody would see.</summary>
    public static bool TryOpen(Terminal terminal, Uri uri)
    {
        var program = terminal.Environment("BROWSER") is { Length: > 0 } named ? named
            : terminal.Environment("DISPLAY") is { Length: > 0 } || terminal.Environment("WAYLAND_DISPLAY") is { Length: > 0 } ? "xdg-open"
            : OperatingSystem.IsMacOS() ? "open"
            : null;
        if (program is null) return false;
        try
        {
            using var started = Process.Start(new ProcessStartInfo(program, [uri.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true });
            return started is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
