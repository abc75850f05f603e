using System.Runtime.InteropServices;
using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>A program in a session of its own: whether and how it has ended, and ending it with all that it started.</summary>
internal sealed class SpawnedProcess(int id)
{
    /// <summary>What a program left running may hold open what it was heard through; that is waited for as long as something comes in this time.</summary>
    public const int QuietMilliseconds = 1000;

    private readonly Lock _gate = new();
    private bool _reaped;

    public int Id => id;

    public unsafe bool HasEnded()
    {
        const int NumberInInformation = 16;
        var information = stackalloc byte[128];
        new Span<byte>(information, 128).Clear();
        return ProcessCalls.WaitId(1, id, information, ProcessCalls.Exited | ProcessCalls.NoHang | ProcessCalls.LeaveWaitable) == 0 && *(int*)(information + NumberInInformation) == id;
    }

    /// <summary>Does what belongs to it while it runs, on the calling thread, and tells how it ended, as <see cref="Wait"/> does.</summary>
    public int WaitWith(Action task, CancellationToken cancellation)
    {
        using (cancellation.Register(End))
        {
            try
            {
                task();
            }
            catch
            {
                // Whoever was to hear it or to answer is gone: nobody waits for the program.
                End();
                Wait();
                throw;
            }
            var code = Wait();
            cancellation.ThrowIfCancellationRequested();
            return code;
        }
    }

    /// <summary>The exit code once it has ended, or minus the number of the signal that ended it.</summary>
    public int Wait()
    {
        WaitForEnd();
        lock (_gate)
        {
            _reaped = true;
            return ProcessCalls.WaitPid(id, out var status, 0) < 0 ? throw SystemError.Last(null)
                : (status & 0x7f) == 0 ? (status >> 8) & 0xff : -(status & 0x7f);
        }
    }

    public void End()
    {
        const int Kill = 9;
        lock (_gate)
        {
            if (!_reaped) _ = ProcessCalls.Kill(-id, Kill);
        }
    }

    /// <summary>Until it is forgotten, its number cannot be another's: a signal always meets the right one.</summary>
    private unsafe void WaitForEnd()
    {
        var information = stackalloc byte[128];
        while (ProcessCalls.WaitId(1, id, information, ProcessCalls.Exited | ProcessCalls.LeaveWaitable) != 0)
        {
            if (Marshal.GetLastPInvokeError() != SystemError.Interrupted) return;
        }
    }
}
