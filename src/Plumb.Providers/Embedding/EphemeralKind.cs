using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Embedding;

/// <summary>One type of ephemeral resource of an embedded provider: made when it is opened, and kept nowhere. It needs neither renewing nor closing.</summary>
public abstract class EphemeralKind
{
    public abstract string Type { get; }

    public abstract Schema Schema { get; }

    public virtual IReadOnlyList<ProviderDiagnostic> Validate(ObjectValue config) => [];

    public abstract OpenEphemeralResponse Open(ObjectValue config);
}
