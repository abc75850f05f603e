using Plumb.Provider.Docker.Images;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Registries;

/// <summary>What an image for several platforms is made of, as its registry has it now. No engine is asked.</summary>
[DataSource("docker_registry_image_manifests")]
internal sealed partial class RegistryImageManifestsDataModel
{
    /// <summary>The repository and the tag.</summary>
    [Computed]
    public string Id { get; set; }

    /// <summary>The name of the image, with a tag or digest.</summary>
    [Required]
    public string Name { get; set; }

    /// <summary>Takes the registry's certificate for good whatever it is.</summary>
    [Default(false)]
    public bool InsecureSkipVerify { get; set; }

    /// <summary>Who the user is at the registry, for this alone.</summary>
    [Block(MaxItems = 1)]
    public List<RegistryAuthConfig> AuthConfig { get; set; }

    [Computed, Set, PlainObject]
    public List<PlatformImageModel> Manifests { get; set; }
}

/// <summary>The image for one platform.</summary>
[Model]
internal sealed partial class PlatformImageModel
{
    [Computed]
    public string MediaType { get; set; }

    [Computed]
    public string Sha256Digest { get; set; }

    [Computed]
    public string Architecture { get; set; }

    [Computed]
    public string Os { get; set; }
}

internal sealed class RegistryImageManifestsData : RegistryData<RegistryImageManifestsDataModel>
{
    protected override async ValueTask<RegistryImageManifestsDataModel?> ReadAsync(RegistryImageManifestsDataModel config, DataContext context, CancellationToken cancellation)
    {
        var platforms = await AskAsync(context, config.Name, config.InsecureSkipVerify, config.AuthConfig, (registry, image) => registry.FindPlatformsAsync(image, cancellation));
        if (platforms is []) context.Error("Image for one platform only", $"The image \"{config.Name}\" is no list of images for several platforms. data.docker_registry_image tells its digest.", Name);
        if (platforms is not { Count: > 0 }) return null;
        var asked = ImageReference.Parse(config.Name);
        config.Id = $"{asked.Repository}:{asked.Version}";
        config.Manifests = [.. platforms.Select(p => new PlatformImageModel { MediaType = p.MediaType, Sha256Digest = p.Digest, Architecture = p.Architecture, Os = p.System })];
        return config;
    }
}
