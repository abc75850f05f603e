using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The version and the features of systemd where it runs.</summary>
internal sealed partial class SystemdCollector : IFactCollector
{
    public string Name => "systemd";

    public IReadOnlyList<string> Needs => ["distribution", "platform"];

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        if (!ServiceManagerCollector.IsSystemdRunning(context)) return;
        if (await context.AskAsync("systemctl", ["--version"], cancellation) is not { } answer) return;
        if (VersionAndFeatures().Match(answer) is not { Success: true } match) return;
        context.Facts.Add("systemd", new MapBuilder { { "version", long.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) }, { "features", match.Groups[2].Value } });
    }

    [GeneratedRegex(@"^\S+ (\d+)[^\n]*\n(.*)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionAndFeatures();
}
