using System.Buffers;
using System.Runtime.InteropServices;
using Plumb.Hosts.Linux;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Processes;

/// <summary>
/// A started program: gives it what it reads, takes what it prints, and tells how it ended. One thread does it all, by waiting for
/// whatever comes first.
/// </summary>
internal sealed class RunningProcess : IDisposable
{
    /// <summary>A pipe that can be written to takes so many bytes at once.</summary>
    private const int WriteSize = 4096;

    private readonly SpawnedProcess _process;
    private readonly ProcessRequest _request;
    private readonly Pipe _input;
    private readonly Pipe _output;
    private readonly Pipe _error;
    private readonly BoundedCapture _keptOutput;
    private readonly BoundedCapture _keptError;
    private byte[] _buffer = [];

    private RunningProcess(int id, ProcessRequest request, Pipe input, Pipe output, Pipe error)
    {
        (_process, _request, _input, _output, _error) = (new SpawnedProcess(id), request, input, output, error);
        _keptOutput = new BoundedCapture(request.OutputLimit);
        _keptError = new BoundedCapture(request.OutputLimit);
    }

    /// <summary>Starts the program in a session of its own, so that it has no terminal and can be ended with all that it started.</summary>
    public static RunningProcess Start(SpawnRequest spawn, ProcessRequest request)
    {
        var (input, output, error) = (Pipe.Open(), Pipe.Open(), Pipe.Open());
        var child = spawn with
        {
            // An end that nobody writes to, rather than /dev/null, which an empty root folder does not have.
            Input = input.ReadEnd,
            Output = request.Detached ? null : output.WriteEnd,
            Error = request.Detached ? null : error.WriteEnd,
            Group = SpawnGroup.Session,
        };
        var (failure, id) = ProcessStart.Run(child, request.Umask);
        input.ReadEnd.Dispose();
        output.WriteEnd.Dispose();
        error.WriteEnd.Dispose();
        var process = new RunningProcess(id, request, input, output, error);
        if (failure == 0) return process;
        process.Dispose();
        throw SystemError.Of(failure, spawn.Program);
    }

    /// <summary>Ends with the program, on the calling thread.</summary>
    public ProcessOutcome Run(CancellationToken cancellation)
    {
        // Rented by the thread that also gives it back, which keeps it for its next program.
        _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var code = _process.WaitWith(Exchange, cancellation);
        return new ProcessOutcome(code, _keptOutput.ToArray(), _keptError.ToArray(), _keptOutput.Dropped + _keptError.Dropped, Id);
    }

    public int Id => _process.Id;

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _error.Dispose();
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Exchange()
    {
        var input = _request.Input;
        if (input.IsEmpty) _input.WriteEnd.Dispose();
        Span<PollEntry> entries =
        [
            new() { Descriptor = input.IsEmpty ? -1 : Number(_input.WriteEnd), Events = ProcessCalls.Writable },
            new() { Descriptor = Number(_output.ReadEnd), Events = ProcessCalls.Readable },
            new() { Descriptor = Number(_error.ReadEnd), Events = ProcessCalls.Readable },
        ];
        while (entries[1].Descriptor >= 0 || entries[2].Descriptor >= 0 || entries[0].Descriptor >= 0)
        {
            var ready = ProcessCalls.Poll(entries, (nuint)entries.Length, SpawnedProcess.QuietMilliseconds);
            if (ready < 0 && Marshal.GetLastPInvokeError() != SystemError.Interrupted) throw SystemError.Last(null);
            if (ready == 0 && _process.HasEnded()) return;
            if (ready <= 0) continue;
            if (entries[0].Returned != 0) Give(ref entries[0], ref input);
            if (entries[1].Returned != 0) Take(ref entries[1], isError: false);
            if (entries[2].Returned != 0) Take(ref entries[2], isError: true);
        }
    }

    private void Give(ref PollEntry entry, ref ReadOnlyMemory<byte> input)
    {
        var written = FileCalls.Write(entry.Descriptor, input.Span, Math.Min(input.Length, WriteSize));
        if (written > 0) input = input[(int)written..];
        // A program may end, or close its input, without having read all.
        if (written >= 0 && !input.IsEmpty) return;
        if (written < 0 && Marshal.GetLastPInvokeError() == SystemError.Interrupted) return;
        entry.Descriptor = -1;
        _input.WriteEnd.Dispose();
    }

    private void Take(ref PollEntry entry, bool isError)
    {
        var read = FileCalls.Read(entry.Descriptor, _buffer, _buffer.Length);
        if (read < 0 && Marshal.GetLastPInvokeError() == SystemError.Interrupted) return;
        if (read <= 0)
        {
            entry.Descriptor = -1;
            return;
        }
        (isError ? _keptError : _keptOutput).Add(_buffer.AsSpan(0, (int)read));
        _request.Output?.Invoke(new OutputChunk(isError, _buffer.AsSpan(0, (int)read).ToArray()));
    }

    private static int Number(SafeHandle handle) => (int)handle.DangerousGetHandle();
}
