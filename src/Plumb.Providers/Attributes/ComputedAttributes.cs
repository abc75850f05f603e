using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Attributes;

/// <summary>
/// Plans the attributes that the configuration leaves to the provider as plugins of the common framework do: those with a default
/// take it; if anything then differs from the stored object, the others are unknown, except for those that are kept for an object's life.
/// </summary>
internal sealed record ComputedAttributes(BlockSchema Schema)
{
    private static readonly IReadOnlyDictionary<string, Value> None = new Dictionary<string, Value>();

    public IReadOnlyDictionary<string, Value> Defaults { get; init; } = None;

    public IReadOnlyCollection<string> Kept { get; init; } = [];

    public ObjectValue Plan(ObjectValue? prior, ObjectValue proposed, ObjectValue config)
    {
        var planned = Schema.Attributes.Where(a => a.Computed && !config.IsSet(a.Name) && Defaults.ContainsKey(a.Name))
            .Aggregate(proposed, (value, a) => value.With(a.Name, Defaults[a.Name]));
        if (prior is not null && planned.Equals(prior)) return planned;
        return Schema.Attributes.Where(a => a.Computed && !config.IsSet(a.Name) && !Defaults.ContainsKey(a.Name) && !(prior is not null && Kept.Contains(a.Name)))
            .Aggregate(planned, (value, a) => value.With(a.Name, Value.Unknown(a.ImpliedType)));
    }
}
