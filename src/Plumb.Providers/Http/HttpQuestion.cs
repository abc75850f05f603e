namespace Plumb.Providers.Http;

/// <summary>A request to make, and how often to try.</summary>
internal sealed record HttpQuestion(Uri Url, string Method)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? Body { get; init; }

    /// <summary>For one try, its answer's body included; null for no bound.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many times the request is made again where it fails.</summary>
    public int Retries { get; init; }

    public TimeSpan LeastDelay { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MostDelay { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Header names are in their usual case; several of one name are joined with commas.</summary>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>No answer came that counts as one.</summary>
internal sealed class HttpFailure(string message, bool mayPass) : Exception(message)
{
    /// <summary>Another try may succeed.</summary>
    public bool MayPass { get; } = mayPass;
}
