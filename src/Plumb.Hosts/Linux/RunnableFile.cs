using System.Runtime.InteropServices;
using Plumb.Hosts.Processes;

namespace Plumb.Hosts.Linux;

/// <summary>
/// A program that was written a moment ago cannot be run while anyone has it open for writing, and a process that is being started at that
/// moment has what was open here until it is the other program, even a little longer than its starting takes. Waits until that is over.
/// </summary>
internal static class RunnableFile
{
    private const int SetLease = 1024;
    private const int SetSignal = 10;
    private const int UrgentData = 23;
    private const int ReadLease = 0;

    /// <summary>
    /// A read lease is what the system grants only for files that nobody has open for writing (fcntl(2)). Where it knows none, or grants none to
    /// this user, there is nothing to wait for.
    /// </summary>
    public static void Await(string path)
    {
        var descriptor = FileCalls.Open(PathText.Bytes(path), FileCalls.ReadOnly | FileCalls.CloseOnExec, 0);
        if (descriptor < 0) return;
        // Who opens the file meanwhile breaks the lease, of which the usual signal would end this program.
        _ = FileCalls.ControlDescriptor(descriptor, SetSignal, UrgentData);
        // A process that takes longer to begin than this waits is not being started, it was given the file.
        Patience.While(() => IsOpenForWriting(descriptor));
        _ = FileCalls.Close(descriptor);
    }

    private static bool IsOpenForWriting(int descriptor) =>
        FileCalls.ControlDescriptor(descriptor, SetLease, ReadLease) != 0 && Marshal.GetLastPInvokeError() == SystemError.TryAgain;
}
