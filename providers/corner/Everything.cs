using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Corner;

/// <summary>An attribute of every type, nested attributes and blocks in every mode, write-only and dynamic ones. Counts its updates in private data.</summary>
internal sealed class Everything(bool withNested) : Resource
{
    private static readonly IReadOnlyList<AttributeSchema> Inner =
    [
        Arguments.Required("key", DataType.String), Arguments.Optional("value", DataType.String), Arguments.Computed("stamp", DataType.String),
    ];

    public override string Type => "corner_everything";

    public override Schema Schema { get; } = new(2, new BlockSchema
    {
        Attributes =
        [
            Arguments.Computed("id", DataType.String),
            Arguments.Computed("updates", DataType.Number),
            Arguments.Computed("secret_length", DataType.Number),
            Arguments.Optional("text", DataType.String, "A text."),
            Arguments.Optional("number", DataType.Number),
            Arguments.Optional("flag", DataType.Bool),
            Arguments.Optional("anything", DataType.Dynamic),
            Arguments.Optional("list", DataType.List(DataType.String)),
            Arguments.Optional("set", DataType.Set(DataType.Number)),
            Arguments.Optional("map", DataType.Map(DataType.Bool)),
            Arguments.Optional("tuple", DataType.Tuple(DataType.String, DataType.Number)),
            Arguments.Optional("object", DataType.Object([KeyValuePair.Create<string, DataType>("a", DataType.String), KeyValuePair.Create<string, DataType>("b", DataType.List(DataType.Number))])),
            Arguments.Optional("password", DataType.String).Sensitive() with { WriteOnly = true },
            Arguments.Optional("old", DataType.String) with { DeprecationMessage = "Use text." },
            Arguments.Defaulted("chosen", DataType.String),
            .. withNested ? Nested() : [],
        ],
        Blocks =
        [
            Block("single_block", NestingMode.Single), Block("group_block", NestingMode.Group), Block("list_block", NestingMode.List), Block("set_block", NestingMode.Set), Block("map_block", NestingMode.Map),
        ],
    });

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        if (call.Prior is { } prior && Same(prior, call.Proposed)) return new(new PlanResponse(prior));
        var planned = call.Proposed
            .With("updates", Value.Unknown(DataType.Number))
            .With("secret_length", Value.Unknown(DataType.Number));
        if (call.Prior is null) planned = planned.With("id", Value.Unknown(DataType.String));
        if (!call.Config.IsSet("chosen") && call.Prior is null) planned = planned.With("chosen", ValueOperations.Refine(Value.Unknown(DataType.String), r => r with { NotNull = true, StringPrefix = "chosen-" }));
        return new(new PlanResponse(OpenStamps(planned)) { RequiresReplace = Changed(call.Prior, call.Proposed, "text"), Private = call.Request.PriorPrivate });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => new(Make(call, 0));

    public override ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(Make(call, call.Request.PlannedPrivate.IsEmpty ? 0 : int.Parse(Encoding.ASCII.GetString(call.Request.PlannedPrivate.Span)) + 1));

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(new ImportResponse(
        [new ImportedResource(Type, Blank().With("id", Value.String(call.Id)).With("updates", Value.Number(0)).With("secret_length", Value.Number(0)).With("chosen", Value.String("chosen-0"))) { Private = "0"u8.ToArray() }]));

    private static ApplyResponse Make(ApplyCall call, int updates)
    {
        var made = (ObjectValue)ValueOperations.Transform(call.Planned
            .With("updates", Value.Number(updates))
            .With("secret_length", Value.Number(call.Config.TextOf("password")?.Length ?? 0)),
            (path, part) => part is UnknownValue ? Value.String(path.Steps is [AttributeStep { Name: "chosen" }] ? "chosen-0" : "made") : part);
        return new ApplyResponse(made) { Private = Encoding.ASCII.GetBytes(updates.ToString(System.Globalization.CultureInfo.InvariantCulture)) };
    }

    private ObjectValue Blank() => Value.Object(Schema.Block.Attributes.Select(a => KeyValuePair.Create<string, Value>(a.Name, Value.Null(a.ImpliedType)))
        .Concat(Schema.Block.Blocks.Select(b => KeyValuePair.Create(b.Name, b.Nesting switch
        {
            NestingMode.List => Value.List(b.Block.ImpliedType, []),
            NestingMode.Set => Value.Set(b.Block.ImpliedType, []),
            NestingMode.Map => Value.Map(b.Block.ImpliedType, []),
            _ => (Value)Value.Null(b.Block.ImpliedType),
        }))));

    /// <summary>But for the password, of which the state knows nothing.</summary>
    private static bool Same(ObjectValue prior, ObjectValue proposed) => prior.Equals(proposed.With("password", Value.Null(DataType.String)));

    /// <summary>A stamp that is not set yet is made when the object is.</summary>
    private static ObjectValue OpenStamps(ObjectValue planned) => (ObjectValue)ValueOperations.Transform(planned, static (path, part) =>
        part.IsNull && path.Steps is [_, .., AttributeStep { Name: "stamp" }] ? Value.Unknown(DataType.String) : part);

    private static NestedBlockSchema Block(string name, NestingMode mode) => new(name, mode, new BlockSchema { Attributes = Inner });

    private static IEnumerable<AttributeSchema> Nested() =>
    [
        new AttributeSchema("single_nested") { Optional = true, Nested = new NestedAttributes(NestingMode.Single, Inner) },
        new AttributeSchema("list_nested") { Optional = true, Nested = new NestedAttributes(NestingMode.List, Inner) },
        new AttributeSchema("set_nested") { Optional = true, Nested = new NestedAttributes(NestingMode.Set, Inner) },
        new AttributeSchema("map_nested") { Optional = true, Nested = new NestedAttributes(NestingMode.Map, Inner) },
    ];
}
