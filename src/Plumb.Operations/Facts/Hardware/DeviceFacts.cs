using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>The block devices and their partitions.</summary>
internal sealed partial class DeviceFacts
{
    private const string Folder = "/sys/block";

    private readonly FactContext _context;
    private readonly DeviceLinks _links;
    private readonly string? _pciDevices;

    private DeviceFacts(FactContext context, string? pciDevices)
    {
        _context = context;
        _pciDevices = pciDevices;
        _links = new DeviceLinks(context.Files);
    }

    public static async ValueTask AddAsync(FactContext context, CancellationToken cancellation)
    {
        if (!context.Files.IsFolder(Folder)) return;
        var names = context.Files.List(Folder);
        // Only a device behind PCI is described by lspci; there is no need to start it for others.
        var hasPci = names.Any(n => PciAddress().IsMatch(context.Files.Link($"{Folder}/{n}") ?? ""));
        var facts = new DeviceFacts(context, hasPci ? await context.AskAsync("lspci", ["-D"], cancellation) : null);
        var devices = new MapBuilder();
        foreach (var name in names) devices.Add(name, facts.Device(name));
        context.Facts.Add("devices", devices);
        context.Facts.Add("device_links", facts._links.All());
    }


    private MapBuilder Device(string name)
    {
        var (files, folder) = (_context.Files, $"{Folder}/{name}");
        var sectors = files.Text(folder + "/size");
        var device = new MapBuilder { { "virtual", 1 }, { "links", _links.Of(name) } };
        foreach (var key in (ReadOnlySpan<string>)["vendor", "model", "sas_address", "sas_device_handle"]) device.Add(key, files.Text($"{folder}/device/{key}"));
        if (files.Text(folder + "/device/serial") is { } serial) device.Add("serial", serial);
        device.Add("removable", files.Text(folder + "/removable"));
        device.Add("support_discard", files.Text(folder + "/queue/discard_granularity"));
        if (_links.WorldWideNames.TryGetValue(name, out var worldWideName)) device.Add("wwn", worldWideName);
        device.Add("partitions", Partitions(name));
        device.Add("rotational", files.Text(folder + "/queue/rotational"));
        device.Add("scheduler_mode", InBrackets().Match(files.Text(folder + "/queue/scheduler") ?? "").Groups[1].Value);
        device.Add("sectors", sectors is null ? 0 : sectors);
        device.Add("sectorsize", SectorSize(folder));
        device.Add("size", HumanSize(sectors));
        device.Add("host", Controller(files.Link(folder) ?? ""));
        device.Add("holders", Holders(folder));
        return device;
    }

    private MapBuilder Partitions(string device)
    {
        var partitions = new MapBuilder();
        foreach (var entry in _context.Files.List($"{Folder}/{device}"))
        {
            if (Regex.Match(entry, Regex.Escape(device) + @"p?\d+", RegexOptions.CultureInvariant) is { Success: true } match) partitions.Add(match.Value, Partition(device, match.Value));
        }
        return partitions;
    }

    private MapBuilder Partition(string device, string name)
    {
        var (files, folder) = (_context.Files, $"{Folder}/{device}/{name}");
        var sectors = files.Text(folder + "/size");
        return new MapBuilder
        {
            { "links", _links.Of(name) },
            { "start", files.Text(folder + "/start") is { } start ? start : 0 },
            { "sectors", sectors is null ? 0 : sectors },
            { "sectorsize", SectorSize(folder) },
            { "size", HumanSize(sectors) },
            { "uuid", _links.Uuids.GetValueOrDefault(name) },
            { "holders", Holders(folder) },
        };
    }

    private DataValue SectorSize(string folder) =>
        (_context.Files.Text(folder + "/queue/logical_block_size") ?? _context.Files.Text(folder + "/queue/hw_sector_size")) is { } size ? size : 512;

    private IEnumerable<string> Holders(string folder) => _context.Files.List(folder + "/holders")
        .Where(h => h.StartsWith("dm-", StringComparison.Ordinal))
        .Select(h => _context.Files.Text($"{folder}/holders/{h}/dm/name") ?? h);

    private string Controller(string target)
    {
        if (_pciDevices is null || PciAddress().Match(target) is not { Success: true } address) return "";
        var line = _pciDevices.Split('\n').FirstOrDefault(l => l.StartsWith(address.Groups[1].Value + " ", StringComparison.Ordinal));
        return line?[(address.Groups[1].Length + 1)..] ?? "";
    }

    /// <summary>Bytes in the largest unit of which there is at least one.</summary>
    private static string HumanSize(string? sectors)
    {
        var size = double.TryParse(sectors, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count * 512 : 0;
        var unit = 0;
        while (size >= 1024 && unit < 8)
        {
            size /= 1024;
            unit++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{size:F2} {(unit == 0 ? "Bytes" : "KMGTPEZY"[unit - 1] + "B")}");
    }

    [GeneratedRegex(@"\[(.*)\]", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@".+/([a-f0-9]{4}:[a-f0-9]{2}:[01][a-f0-9]\.[0-7])/", RegexOptions.CultureInvariant)]
    private static partial Regex PciAddress();
}
