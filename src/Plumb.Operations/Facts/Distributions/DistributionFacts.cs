namespace Plumb.Operations.Facts.Distributions;

/// <summary>What is known of a distribution. A null says nothing, so that what was known before stays.</summary>
internal sealed record DistributionFacts
{
    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? MajorVersion { get; init; }

    public string? MinorVersion { get; init; }

    public string? Release { get; init; }

    public string? FilePath { get; init; }

    public string? FileVariety { get; init; }

    public string? SearchString { get; init; }

    public bool? FileParsed { get; init; }

    /// <summary>These facts with all that others say put over them.</summary>
    public DistributionFacts With(DistributionFacts other) => new()
    {
        Name = other.Name ?? Name,
        Version = other.Version ?? Version,
        MajorVersion = other.MajorVersion ?? MajorVersion,
        MinorVersion = other.MinorVersion ?? MinorVersion,
        Release = other.Release ?? Release,
        FilePath = other.FilePath ?? FilePath,
        FileVariety = other.FileVariety ?? FileVariety,
        SearchString = other.SearchString ?? SearchString,
        FileParsed = other.FileParsed ?? FileParsed,
    };
}
