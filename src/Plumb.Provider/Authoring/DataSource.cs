using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>One type of data source, on values as the protocol has them.</summary>
public abstract class DataSource
{
    public abstract string Type { get; }

    public abstract Schema Schema { get; }

    public virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([]);

    public abstract ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation);
}
