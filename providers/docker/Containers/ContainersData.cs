using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

/// <summary>The containers that the engine has, running or not.</summary>
[DataSource("docker_containers")]
internal sealed partial class ContainersDataModel
{
    [Computed]
    public string Id { get; set; }

    [Computed, PlainObject]
    public List<ListedContainerModel> Containers { get; set; }
}

/// <summary>A container as lists have it.</summary>
[Model]
internal sealed partial class ListedContainerModel
{
    [Computed]
    public string Id { get; set; }

    /// <summary>Each with a slash before it.</summary>
    [Computed]
    public List<string> Names { get; set; }

    [Computed]
    public string Image { get; set; }

    [Computed]
    public string ImageId { get; set; }

    [Computed]
    public string Command { get; set; }

    /// <summary>Seconds since 1970.</summary>
    [Computed]
    public long Created { get; set; }

    [Computed]
    public Dictionary<string, string> Labels { get; set; }

    [Computed]
    public string State { get; set; }

    [Computed]
    public string Status { get; set; }
}

internal sealed class ContainersData : DataSource<ContainersDataModel>
{
    protected override async ValueTask<ContainersDataModel?> ReadAsync(ContainersDataModel config, DataContext context, CancellationToken cancellation)
    {
        var listed = await new ContainerRequests(context.Client<DockerConnection>().Engine).ListAsync(cancellation);
        config.Id = "docker_containers";
        config.Containers = [.. listed.Select(Model)];
        return config;
    }

    private static ListedContainerModel Model(ListedContainer container) => new()
    {
        Id = container.Id,
        Names = [.. container.Names ?? []],
        Image = container.Image ?? "",
        ImageId = container.ImageID ?? "",
        Command = container.Command ?? "",
        Created = container.Created,
        Labels = new Dictionary<string, string>(container.Labels ?? []),
        State = container.State ?? "",
        Status = container.Status ?? "",
    };
}
