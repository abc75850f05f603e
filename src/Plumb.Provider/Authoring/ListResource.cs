using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>
/// Finds the objects of a type that exist, for <c>list</c> blocks of queries, on values as the protocol has them. The provider
/// has a managed resource of the same type, with an identity.
/// </summary>
public abstract class ListResource
{
    public abstract string Type { get; }

    /// <summary>Of what is asked for.</summary>
    public abstract Schema Schema { get; }

    public virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([]);

    /// <summary>The objects as they are found. No more are asked for than are wanted.</summary>
    public abstract IAsyncEnumerable<ListedResource> ListAsync(ListCall call, CancellationToken cancellation);
}

/// <summary>Objects to look for.</summary>
public readonly record struct ListCall(ListRequest Request, ProviderSession Session)
{
    public ObjectValue Config => (ObjectValue)Request.Config;
}
