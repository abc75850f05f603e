namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>An image as the engine has it.</summary>
internal sealed record InspectedImage
{
    public string Id { get; set; } = "";

    public IReadOnlyList<string>? RepoTags { get; init; }

    /// <summary>As "name@sha256:…".</summary>
    public IReadOnlyList<string>? RepoDigests { get; init; }

    /// <summary>What containers of the image take where they say nothing.</summary>
    public ContainerSpec? Config { get; init; }
}
