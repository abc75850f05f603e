using System.Diagnostics;

namespace Plumb.Tests.Shared;

/// <summary>
/// Writes scripts that are run next. A file that this process wrote itself may still be open for writing in a child that another test has just
/// forked, and cannot be run as long as it is ("Text file busy"); so a shell writes it.
/// </summary>
internal static class ExecutableFile
{
    public static string Write(string path, string text)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cat > \"$0\" && chmod 755 \"$0\"", path]) { RedirectStandardInput = true }) ?? throw new InvalidOperationException("sh did not start");
        shell.StandardInput.Write(text);
        shell.StandardInput.Close();
        shell.WaitForExit();
        return path;
    }
}
