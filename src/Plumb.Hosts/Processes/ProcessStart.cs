using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>
/// Starts processes in turn with what changes the mask for modes. A program that is open for writing somewhere for a moment, which the
/// system will not run, is tried again for some seconds.
/// </summary>
internal static class ProcessStart
{
    /// <summary>0 and the process' id, or the number of the system's error.</summary>
    public static (int Error, int Id) Run(SpawnRequest request, uint? umask = null)
    {
        var started = (Error: 0, Id: 0);
        Patience.While(() => (started = umask is { } mask ? ProcessUmask.With(mask, Spawn) : ProcessUmask.Keep(Spawn)).Error == SystemError.TextBusy);
        return started;

        (int Error, int Id) Spawn() => (ProcessSpawn.Spawn(request, out var id), id);
    }
}
