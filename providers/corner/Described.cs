using System.Globalization;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Corner;

/// <summary>
/// What came last into the protocol: says itself what configuration describes an object, which parts there are where no configuration says so,
/// and how often it was asked for a plan of the same change.
/// </summary>
internal sealed class Described : Resource
{
    public override string Type => "corner_described";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes = [Arguments.Computed("id", DataType.String), Arguments.Optional("text", DataType.String), Arguments.Computed("plans", DataType.Number)],
        Blocks = [new NestedBlockSchema("part", NestingMode.List, new BlockSchema { Attributes = [Arguments.Defaulted("key", DataType.String)], Computed = true })],
    });

    public override bool GeneratesConfig => true;

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var planned = call.Proposed.With("plans", Value.Unknown(DataType.Number));
        if (call.Prior is null) planned = planned.With("id", Value.Unknown(DataType.String));
        if (call.Config["part"] is null or NullValue) planned = planned.With("part", call.Prior?["part"] ?? Value.Unknown(Schema.Block.Blocks[0].ImpliedType));
        if (call.Prior is { } prior && Equals(prior["text"], planned["text"]) && Equals(prior["part"], planned["part"])) return new(new PlanResponse(prior) { Private = call.Request.PriorPrivate });
        return new(new PlanResponse(planned) { Private = Encoding.ASCII.GetBytes((Count(call.Request.PlannedPrivate) + 1).ToString(CultureInfo.InvariantCulture)) });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => new(new ApplyResponse(Made(call)));

    public override ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation) => new(new ApplyResponse(Made(call)));

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(new ImportResponse([new ImportedResource(Type, Value.Object(
        ("id", Value.String(call.Id)), ("text", Value.String("short")), ("plans", Value.Number(0)), ("part", Value.List(Schema.Block.Blocks[0].Block.ImpliedType, [Part(call.Id)]))))]));

    public override ValueTask<GenerateConfigResponse> GenerateConfigAsync(GenerateConfigCall call, CancellationToken cancellation) => new(call.State.TextOf("id") switch
    {
        "unsayable" => new GenerateConfigResponse(null) { Diagnostics = [ProviderDiagnostic.Error("Cannot be described", "Words fail.")] },
        "silent" => new GenerateConfigResponse(null),
        "vague" => new GenerateConfigResponse(call.State.With("text", Value.Unknown(DataType.String))),
        _ => new GenerateConfigResponse(call.State.With("id", Value.Null(DataType.String)).With("plans", Value.Null(DataType.Number)).With("part", Value.List(Schema.Block.Blocks[0].Block.ImpliedType, [Part("said")]))),
    });

    private static ObjectValue Made(ApplyCall call) => (ObjectValue)ValueOperations.Transform(call.Planned.With("plans", Value.Number(Count(call.Request.PlannedPrivate))), static (path, part) => part switch
    {
        UnknownValue { Type: ListType list } => Value.List(list.Element, [Part("made")]),
        UnknownValue => Value.String("made"),
        _ => part,
    });

    private static ObjectValue Part(string key) => Value.Object([KeyValuePair.Create<string, Value>("key", Value.String(key))]);

    private static int Count(ReadOnlyMemory<byte> noted) => noted.IsEmpty ? 0 : int.Parse(Encoding.ASCII.GetString(noted.Span), CultureInfo.InvariantCulture);
}
