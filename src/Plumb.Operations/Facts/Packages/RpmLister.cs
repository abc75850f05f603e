using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts.Packages;

/// <summary>Packages of the RPM families.</summary>
internal sealed class RpmLister : IPackageLister
{
    public string Name => "rpm";

    // An rpm is installed on many a Debian, and knows of no packages there.
    public bool IsAvailable(HostTools tools) => tools.Has("rpm") && !tools.Has("dpkg");

    public async ValueTask<IReadOnlyList<MapBuilder>> ListAsync(HostTools tools, CancellationToken cancellation)
    {
        var outcome = await tools.AskAsync("rpm", ["-qa", "--qf", "%{NAME}\t%{VERSION}\t%{RELEASE}\t%{EPOCH}\t%{ARCH}\n"], cancellation);
        return [.. outcome.Lines.Select(l => l.Split('\t')).Where(f => f.Length == 5).Select(f => new MapBuilder
        {
            { "name", f[0] },
            { "version", f[1] },
            { "release", f[2] },
            { "epoch", long.TryParse(f[3], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? DataValue.Of(epoch) : DataValue.Null },
            { "arch", f[4] == "(none)" ? DataValue.Null : DataValue.Of(f[4]) },
        })];
    }
}
