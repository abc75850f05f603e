using System.Text.RegularExpressions;
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

internal sealed partial class RegistryImageTagsData : RegistryData<RegistryImageTagsDataModel>
{
    protected override async ValueTask<RegistryImageTagsDataModel?> ReadAsync(RegistryImageTagsDataModel config, DataContext context, CancellationToken cancellation)
    {
        var tags = await AskAsync(context, config.Name, config.InsecureSkipVerify ?? false, [], (registry, image) => registry.FindTagsAsync(image, cancellation));
        if (tags is null) return null;
        var asked = ImageReference.Parse(config.Name);
        config.Id = $"{asked.Registry}/{asked.Repository}";
        config.Tags = [.. tags.Where(t => config.StrictSemver != true || Release().IsMatch(t)).Order(StringComparer.Ordinal)];
        return config;
    }

    /// <summary>A v may come first, and parts that are 0 may be left out, as people write versions.</summary>
    [GeneratedRegex("^v?[0-9]+(\\.[0-9]+){0,2}$")]
    private static partial Regex Release();
}
