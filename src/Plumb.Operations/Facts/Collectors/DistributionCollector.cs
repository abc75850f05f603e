using Plumb.Operations.Facts.Distributions;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>Which distribution the host has, and of which family it is.</summary>
internal sealed class DistributionCollector : IFactCollector
{
    public string Name => "distribution";

    public IReadOnlyList<string> FactNames => ["distribution_major_version", "distribution_release", "distribution_version", "os_family"];

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var (found, facts) = (DistributionFiles.Find(context.Files), context.Facts);
        facts.Add("distribution", found.Name);
        facts.Add("distribution_release", found.Release);
        facts.Add("distribution_version", found.Version);
        facts.Add("distribution_major_version", found.MajorVersion);
        if (found.MinorVersion is { } minor) facts.Add("distribution_minor_version", minor);
        if (found.FilePath is { } path) facts.Add("distribution_file_path", path);
        if (found.FileVariety is { } variety) facts.Add("distribution_file_variety", variety);
        if (found.FileParsed is { } parsed) facts.Add("distribution_file_parsed", parsed);
        if (found.SearchString is { } text) facts.Add("distribution_file_search_string", text);
        facts.Add("os_family", OsFamily.Of(found.Name ?? ""));
        return ValueTask.CompletedTask;
    }
}
