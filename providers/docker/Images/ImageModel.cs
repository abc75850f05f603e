using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Images;

/// <summary>An image of the engine, pulled from a registry or built.</summary>
[Resource("docker_image")]
internal sealed partial class ImageModel
{
    /// <summary>Stands for the resource; the image's own id is image_id.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>The name of the image, perhaps with a registry, and with a tag or digest.</summary>
    [Required, RequiresReplace]
    public string Name { get; set; }

    /// <summary>The id of the image, for use in other resources.</summary>
    [Computed, UseStateForUnknown]
    public string ImageId { get; set; }

    /// <summary>The image as its registry knows it: name@sha256:…; empty for an image that no registry has.</summary>
    [Computed, UseStateForUnknown]
    public string RepoDigest { get; set; }

    /// <summary>A destroy leaves the image where it is.</summary>
    [Optional]
    public bool? KeepLocally { get; set; }

    /// <summary>A destroy removes the image although containers use it.</summary>
    [Optional]
    public bool? ForceRemove { get; set; }

    /// <summary>Pulls the image again when one of these changes, such as the digest of data.docker_registry_image.</summary>
    [Optional, RequiresReplace]
    public HashSet<string>? PullTriggers { get; set; }

    /// <summary>Makes the image anew when one of these changes.</summary>
    [Optional, RequiresReplace]
    public Dictionary<string, string>? Triggers { get; set; }

    /// <summary>The platform to pull for, as os/arch; else the engine's own.</summary>
    [Default(""), RequiresReplace]
    public string Platform { get; set; }

    /// <summary>Builds the image instead of pulling it.</summary>
    [Block(MaxItems = 1), Set, RequiresReplace, ConflictsWith(nameof(PullTriggers))]
    public List<BuildModel> Build { get; set; }

    [Block]
    public TimeoutsModel? Timeouts { get; set; }
}
