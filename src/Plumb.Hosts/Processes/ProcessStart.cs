using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>
/// Starts processes in turn with what changes the mask for modes. A program that is open for writing somewhere for a moment, which the
/// system will not run, is tried again for some seconds.
/// </summary>
internal static class ProcessStart
{
    private const int Attempts = 160;
    private const int LongestPause = 64;

    /// <summary>0 and the process' id, or the number of the system's error.</summary>
    public static (int Error, int Id) Run(SpawnRequest request, uint? umask = null)
    {
        for (var (attempt, pause) = (1, 1); ; attempt++, pause = Math.Min(pause * 2, LongestPause))
        {
            var started = umask is { } mask ? ProcessUmask.With(mask, Spawn) : ProcessUmask.Keep(Spawn);
            if (started.Error != SystemError.TextBusy || attempt == Attempts) return started;
            ProcessCalls.Pause(pause);
        }

        (int Error, int Id) Spawn() => (ProcessSpawn.Spawn(request, out var id), id);
    }
}
