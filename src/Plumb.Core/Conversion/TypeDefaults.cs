using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>The defaults of optional attributes in a type constraint, at every depth.</summary>
public sealed class TypeDefaults
{
    public Value Apply(Value value) => throw new NotImplementedException();
}
