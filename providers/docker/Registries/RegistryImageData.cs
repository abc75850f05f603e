using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Registries;

/// <summary>An image as its registry has it now. No engine is asked.</summary>
[DataSource("docker_registry_image")]
internal sealed partial class RegistryImageDataModel
{
    [Computed]
    public string Id { get; set; }

    /// <summary>The name of the image, with a tag or digest.</summary>
    [Required]
    public string Name { get; set; }

    /// <summary>Takes the registry's certificate for good whatever it is.</summary>
    [Default(false)]
    public bool InsecureSkipVerify { get; set; }

    /// <summary>What the registry calls this version of the image: sha256:….</summary>
    [Computed]
    public string Sha256Digest { get; set; }
}

internal sealed class RegistryImageData : RegistryData<RegistryImageDataModel>
{
    protected override async ValueTask<RegistryImageDataModel?> ReadAsync(RegistryImageDataModel config, DataContext context, CancellationToken cancellation)
    {
        var digest = await AskAsync(context, config.Name, config.InsecureSkipVerify, [], (registry, image) => registry.FindDigestAsync(image, cancellation));
        if (digest is null) return null;
        config.Id = digest;
        config.Sha256Digest = digest;
        return config;
    }
}
