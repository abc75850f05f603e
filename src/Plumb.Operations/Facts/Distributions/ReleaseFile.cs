namespace Plumb.Operations.Facts.Distributions;

/// <summary>A file that may tell what the distribution is, with what is guessed already.</summary>
internal sealed record ReleaseFile(string Path, string Text, DistributionFacts Guess, FactFiles Files)
{
    private Dictionary<string, string>? _values;

    public bool IsOsRelease => Path.EndsWith("/os-release", StringComparison.Ordinal);

    public bool Contains(string word) => Text.Contains(word, StringComparison.Ordinal);

    /// <summary>The value that an assignment in the file gives, without its quotes; null where there is none.</summary>
    public string? Value(string name) => (_values ??= OsRelease.Parse(Text)).GetValueOrDefault(name);

    /// <summary>A file that holds one line: the distribution that the text names, or the line's first word.</summary>
    public DistributionFacts Named(string distribution, string text) => Contains(text)
        ? new DistributionFacts { Name = distribution, SearchString = text }
        : new DistributionFacts { Name = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() };
}
