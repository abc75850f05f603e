using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.TfCoreMock;

/// <summary>The two types that are there without a description: one of primitives, one with every kind of nesting three levels deep.</summary>
internal static class StaticTypes
{
    private const int Depth = 3;

    private static readonly Dictionary<string, Value> NothingComputed = [];

    public static MockType Simple { get; } = new(Primitives(), [], NothingComputed);

    public static MockType Complex { get; } = new(AttributesAt(Depth), BlocksAt(Depth), NothingComputed);

    private static IReadOnlyList<AttributeSchema> Primitives() =>
    [
        Optional("bool", DataType.Bool), Optional("float", DataType.Number), Optional("integer", DataType.Number), Optional("number", DataType.Number), Optional("string", DataType.String),
    ];

    private static IReadOnlyList<AttributeSchema> AttributesAt(int depth) => depth == 0 ? Primitives() :
    [
        .. Primitives(),
        Nested("list", NestingMode.List, depth), Nested("map", NestingMode.Map, depth), Nested("object", NestingMode.Single, depth), Nested("set", NestingMode.Set, depth),
    ];

    private static IReadOnlyList<NestedBlockSchema> BlocksAt(int depth) => depth == 0 ? [] : [Block("list_block", NestingMode.List, depth), Block("set_block", NestingMode.Set, depth)];

    private static AttributeSchema Optional(string name, DataType type) => new(name, type) { Optional = true };

    private static AttributeSchema Nested(string name, NestingMode mode, int depth) => new(name) { Optional = true, Nested = new NestedAttributes(mode, AttributesAt(depth - 1)) };

    private static NestedBlockSchema Block(string name, NestingMode mode, int depth) => new(name, mode, new BlockSchema { Attributes = AttributesAt(depth - 1), Blocks = BlocksAt(depth - 1) });
}
