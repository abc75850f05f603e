using Plumb.Core.Values;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Images;

/// <summary>An image that the engine has.</summary>
[DataSource("docker_image")]
internal sealed partial class ImageDataModel
{
    [Computed]
    public string Id { get; set; }

    /// <summary>The name of the image, with a tag or digest, or its id.</summary>
    [Required]
    public string Name { get; set; }

    /// <summary>The image as its registry knows it; empty for an image that no registry has under this name.</summary>
    [Computed]
    public string RepoDigest { get; set; }
}

internal sealed class ImageData : DataSource<ImageDataModel>
{
    protected override async ValueTask<ImageDataModel?> ReadAsync(ImageDataModel config, DataContext context, CancellationToken cancellation)
    {
        if (await new ImageRequests(context.Client<DockerConnection>()).FindAsync(config.Name, cancellation) is not { } found)
        {
            context.Error("Docker image not found", $"The engine has no image \"{config.Name}\". A resource docker_image would pull it.", ValuePath.Root.Attribute("name"));
            return null;
        }
        config.Id = found.Id;
        config.RepoDigest = ImageReference.Parse(config.Name).DigestAmong(found.RepoDigests);
        return config;
    }
}
