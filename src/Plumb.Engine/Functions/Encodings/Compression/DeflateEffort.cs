namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>How hard to look for matches: with one as long as the nice length a search ends, and it looks at so many candidates at most.</summary>
internal sealed record DeflateEffort(int NiceLength, int MaxCandidates)
{
    /// <summary>The peer's default, which gzip streams are made with.</summary>
    internal static DeflateEffort Default { get; } = new(128, 128);

    /// <summary>What the peer makes zip archives with.</summary>
    internal static DeflateEffort Zip { get; } = new(32, 32);
}
