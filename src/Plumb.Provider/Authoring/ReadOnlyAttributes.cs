using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>Refuses configurations that set what the provider alone decides.</summary>
internal static class ReadOnlyAttributes
{
    public static IReadOnlyList<ProviderDiagnostic> Refuse(BlockSchema schema, ObjectValue config)
    {
        List<ProviderDiagnostic>? refused = null;
        foreach (var attribute in schema.Attributes)
        {
            if (attribute is { Computed: true, Optional: false, Required: false } && config[attribute.Name] is { IsNull: false })
                (refused ??= []).Add(ProviderDiagnostic.Error($"\"{attribute.Name}\" attribute is read-only",
                    "The provider decides what this attribute is, so a configuration cannot set it.", ValuePath.Root.Attribute(attribute.Name)));
        }
        return refused ?? (IReadOnlyList<ProviderDiagnostic>)[];
    }
}
