using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>Two connected ends: one for this program, which waits on it without a thread, and one for a child.</summary>
internal sealed record SocketPair(Socket Near, SafeFileHandle Far) : IDisposable
{
    private const int Unix = 1;
    private const int StreamAndCloseOnExec = 1 | 0x80000;

    public static unsafe SocketPair Open()
    {
        var ends = stackalloc int[2];
        if (ProcessCalls.SocketPair(Unix, StreamAndCloseOnExec, 0, ends) != 0) throw SystemError.Last(null);
        return new SocketPair(new Socket(new SafeSocketHandle(ends[0], ownsHandle: true)), new SafeFileHandle(ends[1], ownsHandle: true));
    }

    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
