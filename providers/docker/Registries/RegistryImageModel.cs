using Plumb.Provider.Docker.Images;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Registries;

/// <summary>An image in a registry, pushed there from the engine.</summary>
[Resource("docker_registry_image")]
internal sealed partial class RegistryImageModel
{
    /// <summary>The digest that the registry gave the image when it was pushed.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>The name of the image with its registry, as the engine knows it.</summary>
    [Required, RequiresReplace]
    public string Name { get; set; }

    /// <summary>What the registry calls the image now: sha256:….</summary>
    [Computed, UseStateForUnknown]
    public string Sha256Digest { get; set; }

    /// <summary>A destroy leaves the image in the registry.</summary>
    [Default(false)]
    public bool KeepRemotely { get; set; }

    /// <summary>Takes the registry's certificate for good whatever it is.</summary>
    [Default(false)]
    public bool InsecureSkipVerify { get; set; }

    /// <summary>Pushes the image anew when one of these changes.</summary>
    [Optional, RequiresReplace]
    public Dictionary<string, string>? Triggers { get; set; }

    /// <summary>Who the user is at the registry, for this resource alone.</summary>
    [Block(MaxItems = 1)]
    public List<RegistryAuthConfig> AuthConfig { get; set; }

    /// <summary>Builds the image before it is pushed.</summary>
    [Block(MaxItems = 1), Set, RequiresReplace]
    public List<BuildModel> Build { get; set; }

    [Block]
    public TimeoutsModel? Timeouts { get; set; }
}
