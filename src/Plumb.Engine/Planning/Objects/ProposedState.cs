using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Merges a configuration with the prior state into what a provider is asked to plan: computed attributes keep their prior values.</summary>
public static class ProposedState
{
    /// <summary>Both of the schema's type and without marks; the prior is wholly known and null for a new object.</summary>
    public static Value Merge(BlockSchema schema, Value prior, Value config) => throw new NotImplementedException();

    /// <summary>The same for an object that will be read later: computed attributes are unknown.</summary>
    public static Value WithUnknowns(BlockSchema schema, Value config) => throw new NotImplementedException();
}
