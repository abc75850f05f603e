using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Packages.Apt;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts.Packages;

/// <summary>Packages of Debian, from dpkg's file; where they come from is told by apt's lists.</summary>
internal sealed class AptLister : IPackageLister
{
    private const string Lists = "/var/lib/apt/lists";

    public string Name => "apt";

    public bool IsAvailable(HostTools tools) => tools.Host.Files.Exists(DpkgStatus.Path) && tools.Has("apt-get");

    public ValueTask<IReadOnlyList<MapBuilder>> ListAsync(HostTools tools, CancellationToken cancellation)
    {
        var files = tools.Host.Files;
        var origins = Origins(files);
        var native = files.ReadTextOrNull("/var/lib/dpkg/arch")?.Split('\n')[0].Trim();
        var packages = new List<MapBuilder>();
        foreach (var stanza in ControlFile.Read(files.ReadTextOrNull(DpkgStatus.Path) ?? ""))
        {
            if (stanza.GetValueOrDefault("Status")?.EndsWith(" installed", StringComparison.Ordinal) != true) continue;
            string name = stanza.GetValueOrDefault("Package", ""), version = stanza.GetValueOrDefault("Version", ""), architecture = stanza.GetValueOrDefault("Architecture", "");
            var isForeign = native is not null && architecture != native && architecture != "all";
            packages.Add(new MapBuilder
            {
                { "name", isForeign ? $"{name}:{architecture}" : name },
                { "version", version },
                { "arch", architecture },
                { "category", stanza.GetValueOrDefault("Section", "") },
                { "origin", origins.GetValueOrDefault((name, version), "") },
            });
        }
        return ValueTask.FromResult<IReadOnlyList<MapBuilder>>(packages);
    }

    private static Dictionary<(string Name, string Version), string> Origins(IHostFiles files)
    {
        var origins = new Dictionary<(string, string), string>();
        var names = files.ListOrEmpty(Lists);
        foreach (var release in names.Where(n => n.EndsWith("_InRelease", StringComparison.Ordinal) || n.EndsWith("_Release", StringComparison.Ordinal)))
        {
            var origin = files.ReadTextOrNull($"{Lists}/{release}")?.Split('\n').FirstOrDefault(l => l.StartsWith("Origin: ", StringComparison.Ordinal))?["Origin: ".Length..].Trim();
            if (string.IsNullOrEmpty(origin)) continue;
            var prefix = release[..(release.LastIndexOf('_') + 1)];
            foreach (var list in names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && n.EndsWith("_Packages", StringComparison.Ordinal)))
            {
                AddAll(origins, files.ReadBytesOrNull($"{Lists}/{list}") ?? [], origin);
            }
        }
        return origins;
    }

    // Lists are tens of megabytes: only two fields are made text.
    private static void AddAll(Dictionary<(string, string), string> origins, byte[] list, string origin)
    {
        var rest = list.AsSpan();
        string? name = null;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.StartsWith("Package: "u8)) name = Encoding.UTF8.GetString(line[9..]);
            else if (name is not null && line.StartsWith("Version: "u8)) origins.TryAdd((name, Encoding.UTF8.GetString(line[9..])), origin);
        }
    }
}
