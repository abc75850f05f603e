using System.Globalization;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>What the firmware says about the machine, from the kernel or, where that does not show it, from dmidecode.</summary>
internal static class DmiFacts
{
    private const string Folder = "/sys/devices/virtual/dmi/id/";
    private const string Missing = "NA";

    private static readonly (string Fact, string File, string Keyword)[] Known =
    [
        ("bios_date", "bios_date", "bios-release-date"), ("bios_vendor", "bios_vendor", "bios-vendor"), ("bios_version", "bios_version", "bios-version"),
        ("board_asset_tag", "board_asset_tag", "baseboard-asset-tag"), ("board_name", "board_name", "baseboard-product-name"),
        ("board_serial", "board_serial", "baseboard-serial-number"), ("board_vendor", "board_vendor", "baseboard-manufacturer"),
        ("board_version", "board_version", "baseboard-version"), ("chassis_asset_tag", "chassis_asset_tag", "chassis-asset-tag"),
        ("chassis_serial", "chassis_serial", "chassis-serial-number"), ("chassis_vendor", "chassis_vendor", "chassis-manufacturer"),
        ("chassis_version", "chassis_version", "chassis-version"), ("form_factor", "chassis_type", "chassis-type"),
        ("product_name", "product_name", "system-product-name"), ("product_serial", "product_serial", "system-serial-number"),
        ("product_uuid", "product_uuid", "system-uuid"), ("product_version", "product_version", "system-version"),
        ("system_vendor", "sys_vendor", "system-manufacturer"),
    ];

    // By number, as DSP0134 lists the types of chassis.
    private static readonly string[] FormFactors =
    [
        "Unknown", "Other", "Unknown", "Desktop", "Low Profile Desktop", "Pizza Box", "Mini Tower", "Tower", "Portable", "Laptop", "Notebook",
        "Hand Held", "Docking Station", "All In One", "Sub Notebook", "Space-saving", "Lunch Box", "Main Server Chassis", "Expansion Chassis",
        "Sub Chassis", "Bus Expansion Chassis", "Peripheral Chassis", "RAID Chassis", "Rack Mount Chassis", "Sealed-case PC", "Multi-system",
        "CompactPCI", "AdvancedTCA", "Blade", "Blade Enclosure", "Tablet", "Convertible", "Detachable", "IoT Gateway", "Embedded PC", "Mini PC", "Stick PC",
    ];

    public static async ValueTask AddAsync(FactContext context, CancellationToken cancellation)
    {
        if (context.Files.Exists(Folder + "product_name"))
        {
            foreach (var (fact, file, _) in Known) context.Facts.Add(fact, fact == "form_factor" ? FormFactor(context.Files.Text(Folder + file)) : context.Files.Text(Folder + file) ?? Missing);
            return;
        }
        foreach (var (fact, _, keyword) in Known)
        {
            var answer = await context.AskAsync("dmidecode", ["-s", keyword], cancellation);
            context.Facts.Add(fact, answer is null ? Missing : string.Concat(answer.Split('\n').Where(l => !l.StartsWith('#'))));
        }
    }

    private static string FormFactor(string? number)
    {
        if (number is null) return Missing;
        var isKnown = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < FormFactors.Length;
        return isKnown ? FormFactors[index] : $"unknown ({number})";
    }
}
