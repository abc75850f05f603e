using Plumb.Provider.Authoring;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Containers;
using Plumb.Provider.Docker.Images;
using Plumb.Provider.Docker.Networks;
using Plumb.Provider.Docker.Registries;
using Plumb.Provider.Docker.Volumes;
using Plumb.Provider.Logging;

namespace Plumb.Provider.Docker;

/// <summary>
/// Containers, images, networks and volumes of one Docker engine, under the names and with the arguments of the community's
/// kreuzwerker/docker provider, so that configurations written for that one run as they are.
/// </summary>
public static class DockerProvider
{
    public const string Address = "registry.terraform.io/kreuzwerker/docker";

    /// <param name="environment">Reads an environment variable; null where it is not set.</param>
    public static ComposedProvider Create(Func<string, string?> environment, TimeProvider clock, IProviderLog? log = null) => new()
    {
        Configuration = new DockerConfiguration(environment),
        Log = log ?? NoLog.Instance,
        Resources = [new ContainerResource(clock), new ImageResource(clock), new TagResource(), new RegistryImageResource(clock), new NetworkResource(), new VolumeResource()],
        DataSources = [new ImageData(), new NetworkData(), new LogsData(), new ContainersData(), new RegistryImageData(), new RegistryImageTagsData(), new RegistryImageManifestsData()],
    };
}
