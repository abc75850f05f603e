using Plumb.Core.Conversion;
using Plumb.Core.Types;

namespace Plumb.Hcl.Decoding;

/// <summary>What a type expression says: the type to convert to, and the defaults to fill in before, null where there are none.</summary>
public sealed record TypeConstraint(DataType Type, TypeDefaults? Defaults)
{
    /// <summary>Anything goes; also what an expression gives that is no type.</summary>
    public static TypeConstraint Any { get; } = new(DataType.Dynamic, null);
}
