using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

[Model]
internal sealed partial class VolumeMountModel
{
    /// <summary>The folder in the container.</summary>
    [Optional]
    public string? ContainerPath { get; set; }

    /// <summary>A folder of the host; it goes before a volume.</summary>
    [Optional, Matches(@"^([a-zA-Z]:[\\/]|/|~|\.)", "must be a path of the host")]
    public string? HostPath { get; set; }

    [Optional]
    public string? VolumeName { get; set; }

    /// <summary>All volumes of another container.</summary>
    [Optional]
    public string? FromContainer { get; set; }

    [Optional]
    public bool? ReadOnly { get; set; }

    /// <summary>How SELinux is told: z for several containers, Z for this one.</summary>
    [Optional, OneOf("z", "Z")]
    public string? SelinuxRelabel { get; set; }
}

[Model]
internal sealed partial class MountModel
{
    [Required]
    public string Target { get; set; }

    [Required, OneOf("bind", "volume", "tmpfs")]
    public string Type { get; set; }

    /// <summary>A folder of the host or the name of a volume.</summary>
    [Optional]
    public string? Source { get; set; }

    [Optional]
    public bool? ReadOnly { get; set; }

    [Block(MaxItems = 1)]
    public List<BindOptionsModel> BindOptions { get; set; }

    [Block(MaxItems = 1)]
    public List<VolumeOptionsModel> VolumeOptions { get; set; }

    [Block(MaxItems = 1)]
    public List<TmpfsOptionsModel> TmpfsOptions { get; set; }
}

[Model]
internal sealed partial class BindOptionsModel
{
    [Optional, OneOf("private", "rprivate", "shared", "rshared", "slave", "rslave")]
    public string? Propagation { get; set; }
}

[Model]
internal sealed partial class VolumeOptionsModel
{
    [Optional]
    public bool? NoCopy { get; set; }

    [Block, Set]
    public List<LabelModel> Labels { get; set; }

    [Optional]
    public string? DriverName { get; set; }

    [Optional]
    public Dictionary<string, string>? DriverOptions { get; set; }

    [Optional]
    public string? Subpath { get; set; }
}

[Model]
internal sealed partial class TmpfsOptionsModel
{
    [Optional, AtLeast(0)]
    public long? SizeBytes { get; set; }

    [Optional, AtLeast(0)]
    public int? Mode { get; set; }
}

[Model]
internal sealed partial class UploadModel
{
    /// <summary>Where the file goes in the container.</summary>
    [Required]
    public string File { get; set; }

    /// <summary>The file's text.</summary>
    [Optional, ConflictsWith(nameof(ContentBase64), nameof(Source))]
    public string? Content { get; set; }

    /// <summary>The file's bytes as Base64.</summary>
    [Optional, Name("content_base64"), ConflictsWith(nameof(Source))]
    public string? ContentBase64 { get; set; }

    /// <summary>A file of the machine that this runs on.</summary>
    [Optional]
    public string? Source { get; set; }

    /// <summary>Tells that the file named by source is another now: filesha256("…").</summary>
    [Optional]
    public string? SourceHash { get; set; }

    [Default(false)]
    public bool Executable { get; set; }

    /// <summary>As four octal digits, such as "0644"; it goes before executable.</summary>
    [Optional, Matches("^0[0-7]{3}$", "must be four octal digits, such as \"0644\"")]
    public string? Permissions { get; set; }
}
