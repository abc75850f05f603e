using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Embedding;

/// <summary>Refuses configurations that set what the provider alone decides.</summary>
internal static class ReadOnlyAttributes
{
    public static IEnumerable<ProviderDiagnostic> Refuse(BlockSchema schema, ObjectValue config) => schema.Attributes
        .Where(a => a is { Computed: true, Optional: false, Required: false } && config[a.Name] is { IsNull: false })
        .Select(a => ProviderDiagnostic.Error($"\"{a.Name}\" attribute is read-only", "The provider decides what this attribute is, so a configuration cannot set it.") with
        {
            Attribute = ValuePath.Root.Attribute(a.Name),
        });
}
