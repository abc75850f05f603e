using Plumb.Provider.Docker.Containers;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Images;

/// <summary>How an image is built.</summary>
[Model]
internal sealed partial class BuildModel
{
    /// <summary>The folder that is sent to the engine.</summary>
    [Required]
    public string Context { get; set; }

    /// <summary>The file with the instructions, in the folder or with an absolute path.</summary>
    [Default("Dockerfile")]
    public string Dockerfile { get; set; }

    /// <summary>Further names of the image.</summary>
    [Optional]
    public List<string>? Tag { get; set; }

    /// <summary>Values for the instructions ARG.</summary>
    [Optional]
    public Dictionary<string, string>? BuildArgs { get; set; }

    [Optional]
    public Dictionary<string, string>? Label { get; set; }

    [Optional]
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>The stage to stop after.</summary>
    [Optional]
    public string? Target { get; set; }

    [Optional]
    public string? Platform { get; set; }

    [Optional]
    public bool? NoCache { get; set; }

    /// <summary>Pulls images that instructions start from although the engine has them.</summary>
    [Optional]
    public bool? PullParent { get; set; }

    /// <summary>Removes the containers of single steps.</summary>
    [Default(true)]
    public bool Remove { get; set; }

    /// <summary>Removes them after a failure too.</summary>
    [Optional]
    public bool? ForceRemove { get; set; }

    [Optional]
    public bool? SuppressOutput { get; set; }

    [Optional]
    public bool? Squash { get; set; }

    /// <summary>An address that the engine fetches instead of the folder.</summary>
    [Optional]
    public string? RemoteContext { get; set; }

    [Optional]
    public string? NetworkMode { get; set; }

    [Optional]
    public List<string>? ExtraHosts { get; set; }

    [Optional]
    public string? Isolation { get; set; }

    [Optional]
    public string? CpuSetCpus { get; set; }

    [Optional]
    public string? CpuSetMems { get; set; }

    [Optional]
    public long? CpuShares { get; set; }

    [Optional]
    public long? CpuQuota { get; set; }

    [Optional]
    public long? CpuPeriod { get; set; }

    [Optional]
    public long? Memory { get; set; }

    [Optional]
    public long? MemorySwap { get; set; }

    [Optional]
    public long? ShmSize { get; set; }

    [Optional]
    public string? CgroupParent { get; set; }

    [Block]
    public List<UlimitModel> Ulimit { get; set; }

    [Optional]
    public List<string>? SecurityOpt { get; set; }

    [Optional]
    public List<string>? CacheFrom { get; set; }

    [Optional]
    public string? SessionId { get; set; }

    [Optional]
    public string? BuildId { get; set; }

    /// <summary>The version of the engine's builder: 1, the builder inside the engine, is the one that is used.</summary>
    [Optional]
    public string? Version { get; set; }

    [Block]
    public List<BuildLoginModel> AuthConfig { get; set; }

    [Default(false)]
    public bool UseLegacyBuilder { get; set; }

    [Optional]
    public string? Builder { get; set; }

    [Optional]
    public string? BuildLogFile { get; set; }

    [Optional]
    public List<string>? AdditionalContexts { get; set; }

    [Optional]
    public List<string>? CacheTo { get; set; }

    [Optional]
    public string? Provenance { get; set; }

    [Optional]
    public string? Sbom { get; set; }

    [Block]
    public List<BuildSecretModel> Secrets { get; set; }
}

/// <summary>How to sign in at a registry while building.</summary>
[Model]
internal sealed partial class BuildLoginModel
{
    [Required]
    public string HostName { get; set; }

    [Optional]
    public string? UserName { get; set; }

    [Optional, Sensitive]
    public string? Password { get; set; }

    [Optional, Sensitive]
    public string? Auth { get; set; }

    [Optional]
    public string? Email { get; set; }

    [Optional]
    public string? ServerAddress { get; set; }

    [Optional, Sensitive]
    public string? IdentityToken { get; set; }

    [Optional, Sensitive]
    public string? RegistryToken { get; set; }
}

/// <summary>A secret for the instructions. Only BuildKit has them.</summary>
[Model]
internal sealed partial class BuildSecretModel
{
    [Required]
    public string Id { get; set; }

    [Optional]
    public string? Src { get; set; }

    [Optional]
    public string? Env { get; set; }
}
