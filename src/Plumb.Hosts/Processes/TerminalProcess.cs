using System.Runtime.InteropServices;
using System.Text;
using Plumb.Hosts.Linux;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Processes;

/// <summary>A program on a terminal of its own, which is heard and answered until it ends, says nothing more, or is quiet for too long.</summary>
internal sealed class TerminalProcess : IDisposable
{
    /// <summary>Questions are looked for in so much of what was printed last.</summary>
    private const int LongestQuestion = 8192;

    private readonly SpawnedProcess _process;
    private readonly PseudoTerminal _terminal;
    private readonly ProcessRequest _request;
    private readonly TerminalDialogue _dialogue;
    private readonly BoundedCapture _kept;
    private readonly StringBuilder _unanswered = new();
    private readonly byte[] _buffer = new byte[16 * 1024];

    private TerminalProcess(SpawnedProcess process, PseudoTerminal terminal, ProcessRequest request, TerminalDialogue dialogue) =>
        (_process, _terminal, _request, _dialogue, _kept) = (process, terminal, request, dialogue, new BoundedCapture(request.OutputLimit));

    public static TerminalProcess Start(SpawnRequest spawn, ProcessRequest request, TerminalDialogue dialogue)
    {
        var terminal = PseudoTerminal.Open() ?? throw SystemError.Last("/dev/ptmx");
        try
        {
            terminal.Set(dialogue.Echo);
            var child = spawn with { Terminal = terminal.Path, Group = SpawnGroup.Session };
            var (error, id) = ProcessStart.Run(child, request.Umask);
            return error == 0 ? new TerminalProcess(new SpawnedProcess(id), terminal, request, dialogue) : throw SystemError.Of(error, spawn.Program);
        }
        catch
        {
            terminal.Dispose();
            throw;
        }
    }

    /// <summary>Ends with the program, on the calling thread. One that is ended has the number of the signal as its exit code.</summary>
    public ProcessOutcome Run(CancellationToken cancellation)
    {
        var code = _process.WaitWith(() =>
        {
            Converse();
            for (var tries = 0; tries < SpawnedProcess.QuietMilliseconds / 10 && !_process.HasEnded(); tries++) _ = ProcessCalls.Poll([], 0, 10);
            _process.End();
        }, cancellation);
        return new ProcessOutcome(code, _kept.ToArray(), [], _kept.Dropped, _process.Id);
    }

    public void Dispose() => _terminal.Dispose();

    private void Converse()
    {
        var since = Environment.TickCount64;
        Span<PollEntry> entries = [new() { Descriptor = _terminal.Descriptor, Events = ProcessCalls.Readable }];
        while (true)
        {
            var ready = ProcessCalls.Poll(entries, 1, SpawnedProcess.QuietMilliseconds);
            if (ready < 0 && Marshal.GetLastPInvokeError() != SystemError.Interrupted) throw SystemError.Last(null);
            if (ready == 0 && _process.HasEnded()) return;
            if (ready > 0)
            {
                // The last one to hold the terminal has gone.
                if (Take() is not { } answered) return;
                if (answered) since = Environment.TickCount64;
            }
            if (_dialogue.Patience is { } patience && Environment.TickCount64 - since > patience.TotalMilliseconds)
            {
                _process.End();
                return;
            }
        }
    }

    /// <summary>Whether something was answered; null where nothing will come any more.</summary>
    private bool? Take()
    {
        var read = FileCalls.Read(_terminal.Descriptor, _buffer, _buffer.Length);
        if (read < 0 && Marshal.GetLastPInvokeError() == SystemError.Interrupted) return false;
        if (read <= 0) return null;
        var said = _buffer.AsSpan(0, (int)read);
        _kept.Add(said);
        _request.Output?.Invoke(new OutputChunk(false, said.ToArray()));
        _unanswered.Append(Encoding.Latin1.GetString(said));
        if (_unanswered.Length > LongestQuestion) _unanswered.Remove(0, _unanswered.Length - LongestQuestion);
        var answered = false;
        while (_dialogue.Hear(_unanswered.ToString()) is { } answer)
        {
            _unanswered.Remove(0, answer.Heard);
            _terminal.Type(answer.Typed);
            answered = true;
        }
        return answered;
    }
}
