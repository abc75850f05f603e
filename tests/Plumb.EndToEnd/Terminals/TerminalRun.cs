using System.Diagnostics;
using System.Text;

namespace Plumb.EndToEnd.Terminals;

/// <summary>The program on a terminal of its own, which util-linux's <c>script</c> makes: it is asked, and answers as a person would.</summary>
internal sealed class TerminalRun : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private int _seen;

    private TerminalRun(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Why there is none here; null where there can be one.</summary>
    public static string? Missing { get; } = File.Exists("/usr/bin/script") && File.Exists("/dev/ptmx") ? null : "util-linux's script is not installed";

    public static TerminalRun Start(IReadOnlyDictionary<string, string> environment, string folder, params string[] args)
    {
        var line = "stty cols 100 rows 30; exec " + string.Join(' ', Programs.PlumbProgram.Concat(args).Select(w => $"'{w.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        var start = new ProcessStartInfo("/usr/bin/script", ["-qefc", line, "/dev/null"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        (start.Environment["TERM"], start.Environment["SHELL"]) = ("xterm", "/bin/sh");
        return new TerminalRun(Process.Start(start) ?? throw new InvalidOperationException("script did not start"));
    }

    /// <summary>Waits until it asks, and answers. What was asked before does not count.</summary>
    public TerminalRun Answer(string question, string answer)
    {
        WaitFor(question);
        _process.StandardInput.Write(answer + "\n");
        _process.StandardInput.Flush();
        return this;
    }

    public TerminalRun WaitFor(string text)
    {
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(20))
        {
            lock (_output)
            {
                if (_output.ToString().IndexOf(text, _seen, StringComparison.Ordinal) is >= 0 and var at)
                {
                    _seen = at + text.Length;
                    return this;
                }
            }
            Assert.True(watch.Elapsed < _patience && !(_process.HasExited && _reading.IsCompleted), $"\"{text}\" was not shown:\n{_output}");
        }
    }

    public (int Exit, string Output) Finish()
    {
        Assert.True(_process.WaitForExit(_patience), $"it does not end:\n{_output}");
        _reading.Wait(_patience);
        return (_process.ExitCode, _output.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_output) _output.Append(buffer, 0, read);
        }
    }
}
