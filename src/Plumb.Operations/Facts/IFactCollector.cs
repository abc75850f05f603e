namespace Plumb.Operations.Facts;

/// <summary>Finds out one kind of facts about a host, and changes nothing there.</summary>
internal interface IFactCollector
{
    /// <summary>The subset under which a play asks for it.</summary>
    string Name { get; }

    /// <summary>Single facts under whose names a play may ask for it too.</summary>
    IReadOnlyList<string> FactNames => [];

    /// <summary>Subsets whose facts it reads, which are gathered first.</summary>
    IReadOnlyList<string> Needs => [];

    ValueTask CollectAsync(FactContext context, CancellationToken cancellation);
}
