using System.Runtime.InteropServices;

namespace Plumb.Hosts.Processes;

/// <summary>One descriptor that poll(2) waits for; a negative one is passed over.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public int Descriptor;
    public short Events;
    public short Returned;
}
