using System.Globalization;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>One host's line of the recap, in columns.</summary>
internal static class RecapLine
{
    public static string Write(string host, HostCounts counts, PlayOutput output)
    {
        var color = counts.Failed > 0 || counts.Unreachable > 0 ? OutputColor.Error : counts.Changed > 0 ? OutputColor.Changed : OutputColor.Ok;
        var label = output.UseColor ? output.Colors.Wrap(host, color).PadRight(37) : host.PadRight(26);
        return $"{label} : {Count("ok", counts.Ok, OutputColor.Ok)} {Count("changed", counts.Changed, OutputColor.Changed)} {Count("unreachable", counts.Unreachable, OutputColor.Unreachable)} "
            + $"{Count("failed", counts.Failed, OutputColor.Error)} {Count("skipped", counts.Skipped, OutputColor.Skipped)} {Count("rescued", counts.Rescued, OutputColor.Ok)} {Count("ignored", counts.Ignored, OutputColor.Warning)}";

        string Count(string name, int number, OutputColor used)
        {
            var text = $"{name}={number.ToString(CultureInfo.InvariantCulture).PadRight(4)}";
            return output.UseColor && number != 0 ? output.Colors.Wrap(text, used) : text;
        }
    }
}
