using System.Text;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Packages.Apt;

/// <summary>What dpkg knows of one package.</summary>
internal sealed record DpkgPackage(string Name, string Architecture, string Version, string Wanted, string State)
{
    public bool IsInstalled => State == "installed";
}

/// <summary>
/// The packages that dpkg knows, read from its own file in a millisecond or two, so that a task that has nothing to do is done
/// without starting a program.
/// </summary>
internal sealed class DpkgStatus
{
    public const string Path = "/var/lib/dpkg/status";

    private readonly Dictionary<string, List<DpkgPackage>> _packages = new(StringComparer.Ordinal);
    private readonly string? _architecture;

    private DpkgStatus(IEnumerable<DpkgPackage> packages, string? architecture)
    {
        foreach (var package in packages)
        {
            if (!_packages.TryGetValue(package.Name, out var list)) _packages[package.Name] = list = [];
            list.Add(package);
        }
        _architecture = architecture ?? _packages.GetValueOrDefault("dpkg")?[0].Architecture;
    }

    public IEnumerable<DpkgPackage> All => _packages.Values.SelectMany(p => p);

    public static DpkgStatus Read(IHostFiles files) =>
        new(Parse(files.ReadBytesOrNull(Path) ?? []), files.ReadTextOrNull("/var/lib/dpkg/arch")?.Split('\n')[0].Trim());

    /// <summary>A package by its name, with or without an architecture; without, the one of the host's own.</summary>
    public DpkgPackage? Find(string name)
    {
        var parts = name.Split(':', 2);
        var candidates = _packages.GetValueOrDefault(parts[0]);
        if (candidates is null) return null;
        if (parts.Length == 2 && parts[1] != "any") return candidates.Find(p => p.Architecture == parts[1] || (p.Architecture == "all" && parts[1] == _architecture));
        return candidates.Find(p => _architecture is null || p.Architecture == _architecture || p.Architecture == "all");
    }

    // The file is large and five of its fields are wanted: lines are looked at in place and only those made text.
    internal static IEnumerable<DpkgPackage> Parse(byte[] content)
    {
        var packages = new List<DpkgPackage>();
        var rest = content.AsSpan();
        string? name = null, architecture = null, version = null, status = null;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.IsEmpty) Flush();
            else if (line[0] == (byte)' ') continue;
            else if (line.StartsWith("Package: "u8)) name = Value(line, 9);
            else if (line.StartsWith("Architecture: "u8)) architecture = Value(line, 14);
            else if (line.StartsWith("Version: "u8)) version = Value(line, 9);
            else if (line.StartsWith("Status: "u8)) status = Value(line, 8);
        }
        Flush();
        return packages;

        void Flush()
        {
            var words = status?.Split(' ');
            if (name is not null && words is { Length: 3 }) packages.Add(new DpkgPackage(name, architecture ?? "", version ?? "", words[0], words[2]));
            name = architecture = version = status = null;
        }
    }

    private static string Value(ReadOnlySpan<byte> line, int start) => Encoding.UTF8.GetString(line[start..]).Trim();
}
