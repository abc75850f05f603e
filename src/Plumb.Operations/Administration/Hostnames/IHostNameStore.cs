namespace Plumb.Operations.Administration.Hostnames;

/// <summary>Where a kind of system keeps its name, the one in force and the one for the next start.</summary>
internal interface IHostNameStore
{
    ValueTask<string> CurrentAsync(CancellationToken cancellation);

    ValueTask<string> PermanentAsync(CancellationToken cancellation);

    ValueTask SetCurrentAsync(string name, CancellationToken cancellation);

    ValueTask SetPermanentAsync(string name, CancellationToken cancellation);
}
