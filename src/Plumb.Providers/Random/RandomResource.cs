using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Random;

/// <summary>Something drawn by chance once, kept in the state, and drawn again when its keepers or arguments change.</summary>
public abstract class RandomResource : ReplacedResource
{
    protected override string? TriggerMap => "keepers";

    private protected static AttributeSchema Keepers { get; } =
        Arguments.Optional("keepers", DataType.Map(DataType.String), "Values whose change draws anew.");

    /// <summary>More at once is taken for a mistake.</summary>
    private const long MostDrawn = 1 << 24;

    private static readonly string[] Counts = ["length", "byte_length", "result_count"];

    public sealed override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new([.. CheckCounts(call.Config, Schema.Block), .. Check(call.Config), .. call.Config.Deprecations(Schema.Block)]);

    private protected virtual IEnumerable<ProviderDiagnostic> Check(ObjectValue config) => [];

    internal static IEnumerable<ProviderDiagnostic> CheckCounts(ObjectValue config, BlockSchema schema) =>
    [
        .. config.WholeNumbers(schema),
        .. Counts.Where(name => config.WholeNumberOf(name) > MostDrawn).Select(name => Invalid(name, $"Attribute {name} value must be at most {MostDrawn}, got: {config.WholeNumberOf(name)}. So much is not drawn at once.")),
    ];

    private protected static ProviderDiagnostic Invalid(string attribute, string detail) =>
        ProviderDiagnostic.Error("Invalid Attribute Value", detail, ValuePath.Root.Attribute(attribute));

    private protected static IEnumerable<ProviderDiagnostic> CheckAtLeastOne(ObjectValue config, string name)
    {
        if (config.WholeNumberOf(name) is < 1 and var number)
            yield return Invalid(name, $"Attribute {name} value must be at least 1, got: {number}. Nothing can be drawn of no length.");
    }

    /// <summary>An imported object of the given attributes; the others are null.</summary>
    private protected ImportResponse Imported(params ReadOnlySpan<(string Name, Value Value)> attributes)
    {
        var state = Value.Object(Schema.Block.Attributes.Select(a => KeyValuePair.Create<string, Value>(a.Name, Value.Null(a.ImpliedType))));
        foreach (var (name, value) in attributes) state = state.With(name, value);
        return new ImportResponse([new ImportedResource(Type, state)]);
    }

    private protected ImportResponse NotImported(string detail) => new([])
    {
        Diagnostics = [ProviderDiagnostic.Error($"Import {Type} Error", detail)],
    };
}
