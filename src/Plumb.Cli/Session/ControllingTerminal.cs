using System.Diagnostics;
using System.Text;

namespace Plumb.Cli.Session;

/// <summary>
/// The terminal that the program was started from, which is there even where its input is a file or comes from another program: a
/// password is asked for and typed at it, and input and output are left to what they are meant for.
/// </summary>
internal sealed class ControllingTerminal
{
    private const string Device = "/dev/tty";
    private readonly Lock _lock = new();
    private string? _settings;

    private ControllingTerminal()
    {
    }

    /// <summary>Null where there is none, as in a job of cron.</summary>
    public static ControllingTerminal? Find()
    {
        if (OperatingSystem.IsWindows()) return null;
        try
        {
            using var device = Open();
            return new ControllingTerminal();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The line that is typed, unseen, after the question; null where the terminal is gone.</summary>
    public string? Ask(string question)
    {
        try
        {
            using var device = Open();
            HideTyping();
            Write(device, question);
            using var reader = new StreamReader(device, leaveOpen: true);
            var answer = reader.ReadLine();
            Write(device, "\n");
            return answer;
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            ShowTyping();
        }
    }

    private void HideTyping()
    {
        lock (_lock)
        {
            var settings = Settings("-g").Trim();
            if (settings.Length == 0) return;
            _settings = settings;
            // Where the user interrupts, the question is left behind unanswered.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => ShowTyping();
            Settings("-echo");
        }
    }

    private void ShowTyping()
    {
        lock (_lock)
        {
            if (_settings is not { } settings) return;
            _settings = null;
            Settings(settings);
        }
    }

    private static FileStream Open() => new(Device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);

    private static void Write(FileStream device, string text) => device.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>What <c>stty</c> says; nothing where it cannot be run.</summary>
    private static string Settings(string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec stty {argument} < {Device} 2> /dev/null"]) { RedirectStandardOutput = true });
            if (process is null) return "";
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
