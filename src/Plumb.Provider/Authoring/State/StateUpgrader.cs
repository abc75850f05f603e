using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring.State;

/// <summary>Brings stored attributes of any version into the form of the present schema.</summary>
internal static class StateUpgrader
{
    public static UpgradeResponse Upgrade(UpgradeRequest request, Schema schema, IReadOnlyList<StateUpgrade> steps)
    {
        if (request.Version > schema.Version)
        {
            return Failed("Resource instance managed by newer provider version",
                $"The stored {request.Type} is of schema version {request.Version}, and this version of the provider knows versions up to {schema.Version}. Use a newer version of the provider.");
        }
        var first = StepFrom(request.Version, steps);
        if (first is null && request.Flatmap is null) return StoredObjects.Read(request.Json, schema.Block.ImpliedType, request.Type);
        try
        {
            var stored = Stored(request, first is null ? schema : first.Prior);
            var version = request.Version;
            for (var step = first; step is not null && version < schema.Version; step = StepFrom(version, steps))
            {
                if (step.Prior is { } form) stored = StoredObjects.Conform(stored, form.Block.ImpliedType);
                stored = step.Apply(stored);
                version = step.To;
            }
            return new UpgradeResponse(StoredObjects.Conform(stored, schema.Block.ImpliedType), []);
        }
        catch (Exception e) when (e is JsonException or FormatException or Models.ModelException)
        {
            return Failed("Unable to Upgrade Resource State", $"A {request.Type} stored with schema version {request.Version} cannot be brought to version {schema.Version}: {e.Message}");
        }
    }

    private static StateUpgrade? StepFrom(long version, IReadOnlyList<StateUpgrade> steps)
    {
        foreach (var step in steps)
            if (step.From == version) return step;
        return null;
    }

    private static ObjectValue Stored(UpgradeRequest request, Schema? form)
    {
        if (request.Flatmap is not { } flat) return form is null ? Untyped(request.Json) : StoredObjects.ReadObject(request.Json, form.Block.ImpliedType);
        return form is null
            ? Value.Object(flat.Select(e => KeyValuePair.Create(e.Key, (Value)Value.String(e.Value))))
            : FlatState.Read(flat, form.Block.ImpliedType);
    }

    private static ObjectValue Untyped(ReadOnlyMemory<byte> json) =>
        JsonValueCodec.Read(json.Span, JsonValueCodec.ImpliedType(json.Span)) as ObjectValue
        ?? throw new FormatException("the stored attributes are not an object");

    private static UpgradeResponse Failed(string summary, string detail) => new(null, [ProviderDiagnostic.Error(summary, detail)]);
}
