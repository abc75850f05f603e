using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Plumb.Cli.Commands.Playbooks.Vault;

/// <summary>Shows text in the user's pager where people look at it, and writes it otherwise.</summary>
internal static class Pager
{
    public static async Task ShowAsync(PeerSession session, byte[] text, CancellationToken cancellation)
    {
        if (session.Terminal.IsInteractive && await PageAsync(session, text, cancellation).ConfigureAwait(false)) return;
        var shown = Encoding.UTF8.GetString(text);
        await session.Terminal.Out.WriteAsync(shown.EndsWith('\n') ? shown : shown + "\n").ConfigureAwait(false);
    }

    private static async Task<bool> PageAsync(PeerSession session, byte[] text, CancellationToken cancellation)
    {
        var words = CommandWords.Split(session.Settings.Text("PAGER") ?? "less");
        if (words.Count == 0) return false;
        try
        {
            using var pager = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, RedirectStandardInput = true });
            if (pager is null) return false;
            await using (var input = pager.StandardInput.BaseStream.ConfigureAwait(false)) await pager.StandardInput.BaseStream.WriteAsync(text, cancellation).ConfigureAwait(false);
            await pager.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (fault is Win32Exception or IOException)
        {
            // Without a pager, or one that was left early, there is still the screen.
            return fault is IOException;
        }
    }
}
