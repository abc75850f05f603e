using System.Globalization;

namespace Plumb.Cli.Rendering.Progress;

/// <summary>Durations as Go writes those of whole seconds: 8s, 1m12s, 2h0m5s.</summary>
internal static class ElapsedTime
{
    public static long Seconds(TimeSpan elapsed) => (long)Math.Round(elapsed.TotalSeconds);

    public static string Format(TimeSpan elapsed) => Format(Seconds(elapsed));

    public static string Format(long seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m{seconds % 60}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}h{seconds / 60 % 60}m{seconds % 60}s"),
    };
}
