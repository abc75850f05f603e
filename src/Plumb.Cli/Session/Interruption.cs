using System.Runtime.InteropServices;

namespace Plumb.Cli.Session;

/// <summary>
/// What the user's signals ask for, in two stages: the first SIGINT or SIGTERM to stop gently, so that what is under way
/// ends and is kept; the second to give up on that too.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _forced = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    /// <summary>Nothing new is to be started.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>What is under way is to be ended.</summary>
    public CancellationToken Forced => _forced.Token;

    /// <summary>Listens to the signals of this process.</summary>
    public void Listen(TextWriter output, ProgramIdentity program)
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Receive(output, program);
            }));
        }
    }

    public void Receive(TextWriter output, ProgramIdentity program)
    {
        var isFirst = Interlocked.Increment(ref _count) == 1;
        // The terminal may be what went away, and the signal has to count all the same.
        try
        {
            output.Write(isFirst
                ? $"\nInterrupt received.\nPlease wait for {program.Product} to exit or data loss may occur.\nGracefully shutting down...\n\nStopping operation...\n"
                : "\nTwo interrupts received. Exiting immediately. Note that data\nloss may have occurred.\n");
            output.Flush();
        }
        catch (IOException)
        {
        }
        (isFirst ? _stopping : _forced).Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stopping.Dispose();
        _forced.Dispose();
    }
}
