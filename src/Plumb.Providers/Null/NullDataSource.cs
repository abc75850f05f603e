using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Null;

/// <summary><c>null_data_source</c>: gives its inputs back as outputs. Local values have taken its place.</summary>
public sealed class NullDataSource : DataSource
{
    private static readonly DataType Texts = DataType.Map(DataType.String);

    public override string Type => "null_data_source";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Gives back what it is given.",
        DeprecationMessage = "Local values (a locals block) do the same without a data source.",
        Attributes =
        [
            Arguments.Optional("inputs", Texts, "Values to give back."),
            Arguments.Computed("outputs", Texts, "The inputs."),
            Arguments.Computed("random", DataType.String, "A number that is drawn whenever the data source is read."),
            Arguments.Defaulted("has_computed_default", DataType.String, "Given back, or default if it is not set."),
            Arguments.Computed("id", DataType.String, "Always static.") with { DeprecationMessage = "It is always the same and only there because every data source once had one." },
        ],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([.. call.Config.Deprecations(Schema.Block)]);

    public override ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation) => new(new ReadDataResponse(call.Config
        .With("outputs", call.Config["inputs"] ?? Value.Null(Texts))
        .With("random", Value.String(NullResource.NewId()))
        .With("has_computed_default", Value.String(call.Config.TextOf("has_computed_default") ?? "default"))
        .With("id", Value.String("static"))));
}
