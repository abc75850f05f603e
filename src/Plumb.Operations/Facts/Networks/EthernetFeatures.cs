using System.Text.RegularExpressions;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Networks;

/// <summary>What a network card can do, where ethtool is installed to tell.</summary>
internal static partial class EthernetFeatures
{
    public static async ValueTask AddAsync(FactContext context, string device, MapBuilder facts, CancellationToken cancellation)
    {
        if (await context.AskAsync("ethtool", ["-k", device], cancellation) is { } features) facts.Add("features", Features(features));
        if (await context.AskAsync("ethtool", ["-T", device], cancellation) is not { } stamping) return;
        facts.Add("timestamping", Stamping().Matches(stamping).Select(m => m.Groups[1].Value.ToLowerInvariant()));
        facts.Add("hw_timestamp_filters", Filters().Matches(stamping).Select(m => m.Groups[1].Value.ToLowerInvariant()));
        if (Clock().Match(stamping) is { Success: true } clock && long.TryParse(clock.Groups[1].ValueSpan, out var index)) facts.Add("phc_index", index);
    }

    private static MapBuilder Features(string output)
    {
        var features = new MapBuilder();
        foreach (var line in output.Trim().Split('\n'))
        {
            if (line.Split(": ", 2) is [var name, { Length: > 0 } value]) features.Add(name.Trim().Replace('-', '_'), value.Trim());
        }
        return features;
    }

    [GeneratedRegex(@"SOF_TIMESTAMPING_(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Stamping();

    [GeneratedRegex(@"HWTSTAMP_FILTER_(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Filters();

    [GeneratedRegex(@"PTP Hardware Clock: (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
