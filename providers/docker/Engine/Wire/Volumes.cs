namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>A volume to make; without a name the engine invents one.</summary>
internal sealed record VolumeSpec
{
    public string? Name { get; init; }

    public string? Driver { get; init; }

    public IReadOnlyDictionary<string, string>? DriverOpts { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

/// <summary>A volume as the engine has it.</summary>
internal sealed record InspectedVolume
{
    public string Name { get; set; } = "";

    public string? Driver { get; init; }

    public string? Mountpoint { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
