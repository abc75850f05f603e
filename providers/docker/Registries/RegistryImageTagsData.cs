using System.Text.RegularExpressions;
using Plumb.Core.Values;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Images;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Registries;

/// <summary>The tags that a registry has for an image. No engine is asked.</summary>
[DataSource("docker_registry_image_tags")]
internal sealed partial class RegistryImageTagsDataModel
{
    /// <summary>The registry and the repository.</summary>
    [Computed]
    public string Id { get; set; }

    /// <summary>The name of the image; its tag or digest does not count.</summary>
    [Required]
    public string Name { get; set; }

    /// <summary>Takes the registry's certificate for good whatever it is.</summary>
    [Optional]
    public bool? InsecureSkipVerify { get; set; }

    /// <summary>Only tags that are versions, and of those none that comes before a release.</summary>
    [Optional]
    public bool? StrictSemver { get; set; }

    /// <summary>In alphabetical order.</summary>
    [Computed]
    public List<string> Tags { get; set; }
}

internal sealed partial class RegistryImageTagsData : DataSource<RegistryImageTagsDataModel>
{
    protected override async ValueTask<RegistryImageTagsDataModel?> ReadAsync(RegistryImageTagsDataModel config, DataContext context, CancellationToken cancellation)
    {
        var image = ImageReference.Parse(config.Name);
        using var registry = new RegistryClient(context.Client<DockerConnection>().Credentials, config.InsecureSkipVerify ?? false);
        if (await registry.FindTagsAsync(image, cancellation) is not { } tags)
        {
            context.Error("Image not found in its registry", $"The registry has no tags of an image \"{config.Name}\", or shows them to nobody who has not signed in; registry_auth in the block provider \"docker\" says who you are.", ValuePath.Root.Attribute("name"));
            return null;
        }
        config.Id = $"{image.Registry}/{image.Repository}";
        config.Tags = [.. tags.Where(t => config.StrictSemver != true || Release().IsMatch(t)).Order(StringComparer.Ordinal)];
        return config;
    }

    /// <summary>A v may come first, and parts that are 0 may be left out, as people write versions.</summary>
    [GeneratedRegex("^v?[0-9]+(\\.[0-9]+){0,2}$")]
    private static partial Regex Release();
}
