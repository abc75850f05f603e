using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

[Model]
internal sealed partial class HealthcheckModel
{
    /// <summary>["CMD", program, arguments…], ["CMD-SHELL", text] or ["NONE"].</summary>
    [Optional]
    public List<string>? Test { get; set; }

    [Default("0s"), ValidateWith(typeof(DurationValidator))]
    public string Interval { get; set; }

    [Default("0s"), ValidateWith(typeof(DurationValidator))]
    public string Timeout { get; set; }

    [Default("0s"), ValidateWith(typeof(DurationValidator))]
    public string StartPeriod { get; set; }

    [Default("0s"), ValidateWith(typeof(DurationValidator))]
    public string StartInterval { get; set; }

    [Default(0), AtLeast(0)]
    public int Retries { get; set; }
}

[Model]
internal sealed partial class CapabilitiesModel
{
    [Optional]
    public HashSet<string>? Add { get; set; }

    [Optional]
    public HashSet<string>? Drop { get; set; }
}

[Model]
internal sealed partial class DeviceRateModel
{
    /// <summary>The device on the host, such as /dev/sda.</summary>
    [Required]
    public string Path { get; set; }

    /// <summary>Bytes or operations a second.</summary>
    [Required, AtLeast(0)]
    public long Rate { get; set; }
}

[Model]
internal sealed partial class UlimitModel
{
    [Required]
    public string Name { get; set; }

    [Required]
    public long Soft { get; set; }

    [Required]
    public long Hard { get; set; }
}

[Model]
internal sealed partial class DeviceModel
{
    [Required]
    public string HostPath { get; set; }

    /// <summary>The same path as the host's where it is not set.</summary>
    [Optional]
    public string? ContainerPath { get; set; }

    /// <summary>r, w and m: read, write, make.</summary>
    [Default("rwm"), Matches("^[rwm]{1,3}$", "must be letters of \"rwm\"")]
    public string Permissions { get; set; }
}

[Model]
internal sealed partial class DeviceRequestModel
{
    [Default("cdi")]
    public string Driver { get; set; }

    /// <summary>-1 for all.</summary>
    [Default(0), AtLeast(-1)]
    public int Count { get; set; }

    [Optional]
    public HashSet<string>? DeviceIds { get; set; }

    [Optional]
    public HashSet<string>? Capabilities { get; set; }

    [Optional]
    public Dictionary<string, string>? Options { get; set; }
}
