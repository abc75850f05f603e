using System.Diagnostics;
using System.Text;

namespace Plumb.EndToEnd.Terminals;

/// <summary>A program that asks, and is answered as a person would: what it asks is waited for, and every wait has an end.</summary>
internal sealed class Conversation : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private int _seen;

    private Conversation(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables beside those of the tests.</param>
    /// <param name="folder">Where it runs.</param>
    public static Conversation Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new Conversation(Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start"));
    }

    /// <summary>Waits until it asks, and answers. What was asked before does not count.</summary>
    public Conversation Answer(string question, string answer)
    {
        WaitFor(question);
        _process.StandardInput.Write(answer + "\n");
        _process.StandardInput.Flush();
        return this;
    }

    public Conversation WaitFor(string text)
    {
        Wait(shown => shown.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at ? at + text.Length : -1, text);
        return this;
    }

    /// <summary>The line that has the text in it, without what surrounds it.</summary>
    public string Line(string text)
    {
        var start = _seen;
        Wait(shown => shown.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at ? shown.IndexOf('\n', at) : -1, text);
        lock (_output) return _output.ToString()[start.._seen].Split('\n').First(l => l.Contains(text, StringComparison.Ordinal)).Trim();
    }

    public (int Exit, string Output) Finish()
    {
        Assert.True(_process.WaitForExit(_patience), $"it does not end:\n{Shown()}");
        _reading.Wait(_patience);
        return (_process.ExitCode, Shown().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <param name="find">Where what is looked for ends; -1 where it is not there yet.</param>
    /// <param name="what">What it is.</param>
    private void Wait(Func<string, int> find, string what)
    {
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(20))
        {
            // Asked first: what comes between is looked at once more.
            var ended = _process.HasExited && _reading.IsCompleted;
            if (find(Shown()[_seen..]) is >= 0 and var end)
            {
                _seen += end;
                return;
            }
            Assert.True(watch.Elapsed < _patience && !ended, $"\"{what}\" was not shown:\n{Shown()}");
        }
    }

    private string Shown()
    {
        lock (_output) return _output.ToString();
    }

    private async Task ReadAsync(StreamReader from)
    {
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_output) _output.Append(buffer, 0, read);
        }
    }
}
