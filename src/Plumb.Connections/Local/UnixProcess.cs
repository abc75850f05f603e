using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Plumb.Hosts.Processes;

namespace Plumb.Connections.Local;

/// <summary>
/// A child process whose outputs go to one pipe, which <see cref="Process"/> cannot do. Without a terminal it leads a
/// process group, so that all it starts can be ended; with one it stays in the group of this program, or it could not ask
/// the user for anything.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixProcess : IDisposable
{
    public const int Terminate = 15;
    public const int Kill = 9;

    private readonly int _id;
    private readonly bool _leadsGroup;
    private readonly Lock _gate = new();
    private bool _reaped;

    private UnixProcess(int id, bool leadsGroup)
    {
        _id = id;
        _leadsGroup = leadsGroup;
        Exited = WaitingThreads.RunAsync(Wait);
    }

    public Task<ExitStatus> Exited { get; }

    /// <summary>Throws <see cref="IOException"/> where the program cannot be run.</summary>
    public static UnixProcess Start(ChildProcessStart start, SafeHandle output)
    {
        var leadsGroup = !HasTerminal();
        var request = new SpawnRequest(start.Program, start.Words, start.Variables)
        {
            Folder = start.Folder,
            Output = output,
            Error = output,
            Group = leadsGroup ? SpawnGroup.Own : SpawnGroup.Inherited,
        };
        var (error, id) = ProcessStart.Run(request);
        if (error != 0) throw new IOException($"the program \"{start.Program}\" cannot be run: {Marshal.GetPInvokeErrorMessage(error)}");
        return new UnixProcess(id, leadsGroup);
    }

    /// <summary>Sends a signal to the process and all that it started.</summary>
    public void Signal(int signal)
    {
        lock (_gate)
        {
            if (_leadsGroup)
            {
                // The group may outlive its leader.
                _ = ProcessCalls.Kill(-_id, signal);
                return;
            }
            if (_reaped) return;
            if (signal == Kill) EndTree();
            else _ = ProcessCalls.Kill(_id, signal);
        }
    }

    public void Dispose()
    {
        if (!Exited.IsCompleted) Signal(Kill);
    }

    private static bool HasTerminal()
    {
        try
        {
            using var terminal = File.OpenHandle("/dev/tty");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void EndTree()
    {
        try
        {
            using var process = Process.GetProcessById(_id);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    private ExitStatus Wait()
    {
        while (true)
        {
            var result = ProcessCalls.WaitPid(_id, out var status, 0);
            if (result < 0 && Marshal.GetLastPInvokeError() == ProcessCalls.Interrupted) continue;
            lock (_gate) _reaped = true;
            if (result < 0) throw new IOException("how the program ended could not be told, because something else in this process waited for it");
            return (status & 0x7f) == 0 ? new ExitStatus((status >> 8) & 0xff, 0) : new ExitStatus(0, status & 0x7f);
        }
    }
}
