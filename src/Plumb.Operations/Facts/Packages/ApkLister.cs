using Plumb.Operations.Data;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts.Packages;

/// <summary>Packages of Alpine.</summary>
internal sealed class ApkLister : IPackageLister
{
    public string Name => "apk";

    public bool IsAvailable(HostTools tools) => tools.Has("apk");

    public async ValueTask<IReadOnlyList<MapBuilder>> ListAsync(HostTools tools, CancellationToken cancellation) =>
        [.. (await tools.AskAsync("apk", ["info", "-v"], cancellation)).Lines.Select(Package)];

    // The name may hold dashes itself; version and release are what comes after the last two.
    private static MapBuilder Package(string line)
    {
        var release = line.LastIndexOf('-');
        var version = release > 0 ? line.LastIndexOf('-', release - 1) : -1;
        return version < 0
            ? new MapBuilder { { "name", line }, { "version", "" }, { "release", "" } }
            : new MapBuilder { { "name", line[..version] }, { "version", line[(version + 1)..release] }, { "release", line[(release + 1)..] } };
    }
}
