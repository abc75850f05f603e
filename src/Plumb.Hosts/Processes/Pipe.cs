using Microsoft.Win32.SafeHandles;
using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>A pipe whose ends no program started later sees.</summary>
internal sealed record Pipe(SafeFileHandle ReadEnd, SafeFileHandle WriteEnd) : IDisposable
{
    public static unsafe Pipe Open()
    {
        var ends = stackalloc int[2];
        if (ProcessCalls.Pipe(ends, ProcessCalls.CloseOnExec) != 0) throw SystemError.Last(null);
        return new Pipe(new SafeFileHandle(ends[0], ownsHandle: true), new SafeFileHandle(ends[1], ownsHandle: true));
    }

    public void Dispose()
    {
        ReadEnd.Dispose();
        WriteEnd.Dispose();
    }
}
