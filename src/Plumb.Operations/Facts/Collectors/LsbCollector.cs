using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>
/// What <c>lsb_release</c> tells. The program only reads two files and is slow at it, so that they are read here; where it is not
/// installed, only <c>/etc/lsb-release</c> counts.
/// </summary>
internal sealed class LsbCollector : IFactCollector
{
    public string Name => "lsb";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var lsb = new MapBuilder();
        if (context.Host.Processes.Find("lsb_release") is not null) FromOsRelease(context.Files, lsb);
        FromLsbRelease(context.Files, lsb);
        if (lsb["release"] is TextData release) lsb.Add("major_release", release.Value.Split('.')[0]);
        context.Facts.Add("lsb", lsb);
        return ValueTask.CompletedTask;
    }

    private static void FromLsbRelease(FactFiles files, MapBuilder lsb)
    {
        foreach (var line in files.Lines("/etc/lsb-release"))
        {
            if (line.Split('=', 2) is not [var name, var value]) continue;
            var key = name.Trim() switch
            {
                "DISTRIB_ID" => "id",
                "DISTRIB_RELEASE" => "release",
                "DISTRIB_DESCRIPTION" => "description",
                "DISTRIB_CODENAME" => "codename",
                _ => null,
            };
            if (key is not null) lsb.Add(key, value.Trim().Trim('\'', '"', '\\'));
        }
    }

    private static void FromOsRelease(FactFiles files, MapBuilder lsb)
    {
        var release = Distributions.OsRelease.Read(files);
        if (release.Count == 0) return;
        var id = release.GetValueOrDefault("ID", "");
        lsb.Add("codename", release.GetValueOrDefault("VERSION_CODENAME", "n/a"));
        lsb.Add("description", release.GetValueOrDefault("PRETTY_NAME", ""));
        lsb.Add("id", id.Length > 0 ? char.ToUpperInvariant(id[0]) + id[1..] : id);
        lsb.Add("release", release.GetValueOrDefault("VERSION_ID", "n/a"));
    }
}
