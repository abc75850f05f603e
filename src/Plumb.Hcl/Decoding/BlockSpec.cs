using System.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>How the blocks of one type become one value.</summary>
public enum BlockNesting
{
    /// <summary>At most one block: an object, or null.</summary>
    Single,

    /// <summary>At most one block: an object, whose attributes are null where the block is not written.</summary>
    Group,
    List,
    Set,

    /// <summary>By the one label that each block has.</summary>
    Map,
}

/// <summary>Nested blocks of one type.</summary>
public sealed record BlockSpec(BlockNesting Nesting, BodySpec Body)
{
    private static readonly string[] MapLabels = ["key"];

    /// <summary>Fewer are a fault.</summary>
    public int MinItems { get; init; }

    /// <summary>More are a fault; 0 for no bound.</summary>
    public int MaxItems { get; init; }

    /// <summary>The type of the decoded value: dynamic where content of dynamic type makes a list a tuple or a map an object.</summary>
    public DataType DecodedType => Nesting switch
    {
        BlockNesting.List => Body.DecodedType.HasDynamic ? DataType.Dynamic : DataType.List(Body.DecodedType),
        BlockNesting.Map => Body.DecodedType.HasDynamic ? DataType.Dynamic : DataType.Map(Body.DecodedType),
        BlockNesting.Set => DataType.Set(Body.DecodedType),
        _ => Body.DecodedType,
    };

    /// <summary>What no block at all decodes to.</summary>
    internal Value AbsentValue => Nesting switch
    {
        BlockNesting.Single => Value.Null(Body.DecodedType),
        BlockNesting.Group => Body.EmptyValue,
        BlockNesting.List => Body.DecodedType.HasDynamic ? Value.EmptyTuple : Value.List(Body.DecodedType),
        BlockNesting.Map => Body.DecodedType.HasDynamic ? Value.EmptyObject : Value.Map(Body.DecodedType, []),
        BlockNesting.Set => Value.Set(Body.DecodedType),
        _ => throw new UnreachableException(Nesting.ToString()),
    };

    internal BlockHeaderSchema Header(string type) => Nesting == BlockNesting.Map ? new(type, MapLabels) : new(type);
}
