using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Holds a provider's plan against configuration and prior state: what the configuration says must be planned so.</summary>
public static class PlanValidity
{
    public static IReadOnlyList<ObjectFault> Check(BlockSchema schema, Value prior, Value config, Value planned) => throw new NotImplementedException();
}
