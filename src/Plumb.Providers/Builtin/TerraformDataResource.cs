using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Authoring.State;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Builtin;

/// <summary><c>terraform_data</c>: keeps a value in the state, and is replaced when its triggers change.</summary>
public sealed class TerraformDataResource : Resource
{
    private static readonly Schema NullResource = new(0, new BlockSchema
    {
        Attributes = [Arguments.Optional("triggers", DataType.Map(DataType.String)), Arguments.Computed("id", DataType.String)],
    });

    private readonly UuidSource _ids = new();

    public override string Type => "terraform_data";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes =
        [
            new AttributeSchema("input", DataType.Dynamic) { Optional = true },
            new AttributeSchema("output", DataType.Dynamic) { Computed = true },
            new AttributeSchema("triggers_replace", DataType.Dynamic) { Optional = true },
            new AttributeSchema("id", DataType.String) { Computed = true },
        ],
    })
    { IsStateOnly = true };

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation) => new(Plan(call.Prior, call.Proposed));

    private static PlanResponse Plan(ObjectValue? prior, ObjectValue proposed)
    {
        var input = proposed["input"] ?? Value.DynamicNull;
        if (prior is null)
        {
            return new PlanResponse(With(proposed, UnknownOf(input), Value.Unknown(DataType.String, Refinement.NonNull)));
        }
        if (prior["triggers_replace"] is { } triggers && !triggers.Equals(proposed["triggers_replace"]))
        {
            return new PlanResponse(With(proposed, Value.Unknown(input.Type), Value.Unknown(DataType.String, Refinement.NonNull)))
            {
                RequiresReplace = [ValuePath.Root.Attribute("triggers_replace")],
            };
        }
        if (input.Equals(prior["input"])) return new PlanResponse(proposed);
        return new PlanResponse(proposed.With("output", Value.Unknown(input.Type)));
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(new ApplyResponse(With(call.Planned, call.Planned["input"] ?? Value.DynamicNull, Value.String(_ids.Next()))));

    public override ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(new ApplyResponse(call.Planned.With("output", call.Planned["input"] ?? Value.DynamicNull)));

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(new ImportResponse([new ImportedResource(Type, Value.Object(
        ("id", Value.String(call.Id)), ("input", Value.DynamicNull), ("output", Value.DynamicNull), ("triggers_replace", Value.DynamicNull)))]));

    /// <summary>Takes over a <c>null_resource</c>: its triggers become what replaces this resource.</summary>
    public override ValueTask<MoveResponse> MoveAsync(MoveCall call, CancellationToken cancellation)
    {
        var request = call.Request;
        if (request.SourceType != "null_resource" || request.SourceProvider.Type != "null") return base.MoveAsync(call, cancellation);
        var source = StoredObjects.Read(request.SourceStateJson, NullResource.Block.ImpliedType, request.SourceType);
        if (source.Value is not ObjectValue moved) return new(new MoveResponse((Value?)null) { Diagnostics = source.Diagnostics });
        // Triggers are written as an object in configurations, so that a map would differ from what is planned.
        var triggers = moved["triggers"] is MapValue map ? (Value)Value.Object(map.Entries) : Value.DynamicNull;
        return new(new MoveResponse(Value.Object(
            ("id", moved["id"] ?? Value.Null(DataType.String)), ("input", Value.DynamicNull), ("output", Value.DynamicNull), ("triggers_replace", triggers))));
    }

    private static Value UnknownOf(Value input) => input is NullValue ? Value.DynamicNull : Value.Unknown(input.Type);

    private static ObjectValue With(ObjectValue value, Value output, Value id) => value.With("output", output).With("id", id);
}
