namespace Plumb.Hosts.Processes;

/// <summary>Waits for what is over in a moment, on the calling thread, with growing pauses and for some ten seconds at most.</summary>
internal static class Patience
{
    private const int Attempts = 160;
    private const int LongestPause = 64;

    public static void While(Func<bool> lasts)
    {
        for (var (attempt, pause) = (1, 1); lasts() && attempt < Attempts; attempt++, pause = Math.Min(pause * 2, LongestPause)) ProcessCalls.Pause(pause);
    }
}
