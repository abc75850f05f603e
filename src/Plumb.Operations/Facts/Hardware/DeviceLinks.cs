using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>The names under which block devices are found: by identity, UUID and label, and which devices they are part of.</summary>
internal sealed class DeviceLinks
{
    private readonly (string Kind, SortedDictionary<string, List<string>> Names)[] _kinds;

    public DeviceLinks(FactFiles files)
    {
        _kinds =
        [
            ("ids", LinksIn(files, "/dev/disk/by-id")),
            ("uuids", LinksIn(files, "/dev/disk/by-uuid")),
            ("labels", LinksIn(files, "/dev/disk/by-label")),
            ("masters", Masters(files)),
        ];
        Uuids = _kinds[1].Names.ToDictionary(e => e.Key, e => e.Value[0], StringComparer.Ordinal);
        WorldWideNames = _kinds[0].Names
            .Select(e => KeyValuePair.Create(e.Key, e.Value.LastOrDefault(n => n.StartsWith("wwn-", StringComparison.Ordinal))?["wwn-".Length..] ?? ""))
            .Where(e => e.Value.Length > 0)
            .ToDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, string> Uuids { get; }

    public IReadOnlyDictionary<string, string> WorldWideNames { get; }

    /// <summary>The links to one device, by kind.</summary>
    public MapBuilder Of(string device)
    {
        var map = new MapBuilder();
        foreach (var (kind, names) in _kinds) map.Add(kind, names.GetValueOrDefault(device) ?? []);
        return map;
    }

    /// <summary>All links, by kind and device.</summary>
    public MapBuilder All()
    {
        var map = new MapBuilder();
        foreach (var (kind, names) in _kinds)
        {
            var devices = new MapBuilder();
            foreach (var (device, links) in names) devices.Add(device, links);
            map.Add(kind, devices);
        }
        return map;
    }

    private static SortedDictionary<string, List<string>> LinksIn(FactFiles files, string folder)
    {
        var names = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var link in files.List(folder))
        {
            if (files.LinkName($"{folder}/{link}") is { } device) Add(names, device, link);
        }
        return names;
    }

    private static SortedDictionary<string, List<string>> Masters(FactFiles files)
    {
        var names = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var device in files.List("/sys/block"))
        {
            foreach (var part in files.List($"/sys/block/{device}/slaves")) Add(names, part, device);
        }
        return names;
    }

    private static void Add(SortedDictionary<string, List<string>> names, string device, string name)
    {
        if (!names.TryGetValue(device, out var list)) names[device] = list = [];
        list.Add(name);
    }
}
