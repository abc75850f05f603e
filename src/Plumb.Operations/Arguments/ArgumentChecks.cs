using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Arguments;

/// <summary>What must hold between arguments, and which are wanted at all. Each check returns the peer's message, or null.</summary>
internal static class ArgumentChecks
{
    public static string? MutuallyExclusive(ArgumentRules rules, MapBuilder values)
    {
        var broken = rules.MutuallyExclusive.Where(group => group.Distinct().Count(values.Contains) > 1).Select(group => string.Join("|", group)).ToArray();
        return broken.Length == 0 ? null : "parameters are mutually exclusive: " + string.Join(", ", broken);
    }

    public static string? Required(IReadOnlyList<ArgumentSpec> specs, MapBuilder values)
    {
        var missing = specs.Where(spec => spec.Required && !values.Contains(spec.Name)).Select(spec => spec.Name).Order(StringComparer.Ordinal).ToArray();
        return missing.Length == 0 ? null : "missing required arguments: " + string.Join(", ", missing);
    }

    /// <summary>The checks that come after types and choices.</summary>
    public static IEnumerable<string> Further(ArgumentRules rules, MapBuilder values)
    {
        if (rules.RequiredTogether.FirstOrDefault(g => g.Any(values.Contains) && !g.All(values.Contains)) is { } together)
        {
            yield return "parameters are required together: " + string.Join(", ", together);
        }
        if (rules.RequiredOneOf.FirstOrDefault(g => !g.Any(values.Contains)) is { } oneOf)
        {
            yield return "one of the following is required: " + string.Join(", ", oneOf);
        }
        foreach (var condition in rules.RequiredIf)
        {
            if (Broken(condition, values) is not { } message) continue;
            yield return message;
            break;
        }
        foreach (var (name, needed) in rules.RequiredBy)
        {
            if (!IsSet(values, name)) continue;
            var missing = needed.Where(other => !IsSet(values, other)).ToArray();
            if (missing.Length == 0) continue;
            yield return $"missing parameter(s) required by '{name}': {string.Join(", ", missing)}";
            break;
        }
    }

    private static string? Broken(ArgumentCondition condition, MapBuilder values)
    {
        if (values[condition.Argument] is not { } value || !value.Equals(condition.Value)) return null;
        var missing = condition.Required.Where(name => !values.Contains(name)).ToArray();
        if (missing.Length == 0 || (condition.AnyOf && missing.Length < condition.Required.Count)) return null;
        return $"{condition.Argument} is {PythonText.Str(value)} but {(condition.AnyOf ? "any" : "all")} of the following are missing: {string.Join(", ", missing)}";
    }

    private static bool IsSet(MapBuilder values, string name) => values[name] is not (null or NullData);
}
