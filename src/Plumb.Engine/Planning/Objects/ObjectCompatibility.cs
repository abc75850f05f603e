using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Holds what a provider made against what it had planned: what was known must be so, what was unknown may be anything of its type and refinement.</summary>
public static class ObjectCompatibility
{
    public static IReadOnlyList<ObjectFault> Check(BlockSchema schema, Value planned, Value actual) => throw new NotImplementedException();
}
