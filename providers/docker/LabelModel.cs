using Plumb.Provider.Models;

namespace Plumb.Provider.Docker;

/// <summary>A label of an object, which configurations write as a block.</summary>
[Model]
internal sealed partial class LabelModel
{
    [Required]
    public string Label { get; set; }

    [Required]
    public string Value { get; set; }

    /// <summary>As the engine takes them; of two with the same name the last one counts. Null for none.</summary>
    public static IReadOnlyDictionary<string, string>? ToMap(List<LabelModel>? labels)
    {
        if (labels is not { Count: > 0 }) return null;
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in labels) map[label.Label] = label.Value;
        return map;
    }

    public static List<LabelModel> FromMap(IReadOnlyDictionary<string, string>? labels) =>
        [.. (labels ?? new Dictionary<string, string>()).Select(l => new LabelModel { Label = l.Key, Value = l.Value })];
}
