using Plumb.Core.Values;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Images;
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

internal sealed class RegistryImageData : DataSource<RegistryImageDataModel>
{
    protected override async ValueTask<RegistryImageDataModel?> ReadAsync(RegistryImageDataModel config, DataContext context, CancellationToken cancellation)
    {
        using var registry = new RegistryClient(context.Client<DockerConnection>().Credentials, config.InsecureSkipVerify);
        if (await registry.FindDigestAsync(ImageReference.Parse(config.Name), cancellation) is not { } digest)
        {
            context.Error("Image not found in its registry", $"The registry has no image \"{config.Name}\", or shows it to nobody who has not signed in; registry_auth in the block provider \"docker\" says who you are.", ValuePath.Root.Attribute("name"));
            return null;
        }
        config.Id = digest;
        config.Sha256Digest = digest;
        return config;
    }
}
