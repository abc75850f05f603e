using Plumb.Jinja.Calls;
using Plumb.Playbooks.Templating.Collections;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>All filters that plays may use, by every name: short, and with the collection before it.</summary>
internal static class FilterTable
{
    /// <summary>What these give stays text, though it looks like a list or a number (<c>STRING_TYPE_FILTERS</c>).</summary>
    private static readonly HashSet<string> TextMakers = ["string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "ppretty", "json"];

    public static IReadOnlyDictionary<string, JinjaFilter> All(TemplarSettings settings, KeptTexts kept)
    {
        Dictionary<string, JinjaFilter> table = new(StringComparer.Ordinal);
        foreach (var filter in Jinja.Filters.BuiltinFilters.All.Values) Add(filter);
        foreach (var filter in Own(settings, Jinja.Filters.BuiltinFilters.All["unique"])) Add(filter, "ansible.builtin", "ansible.legacy");
        foreach (var (collection, filters) in CollectionTable.Filters)
        {
            foreach (var filter in filters) Add(filter, collection);
        }

        return table;

        void Add(JinjaFilter filter, params string[] collections)
        {
            var wrapped = Wrap(filter, kept);
            table.TryAdd(filter.Name, wrapped);
            if (collections.Contains("ansible.builtin")) table[filter.Name] = wrapped;
            foreach (var collection in collections) table[$"{collection}.{filter.Name}"] = wrapped;
        }
    }

    private static IEnumerable<JinjaFilter> Own(TemplarSettings settings, JinjaFilter unique) =>
    [
        .. TextFilters.All,
        .. HashFilters.All,
        .. RegexFilters.All,
        .. MathFilters.All,
        .. PathFilters.All(settings),
        .. DataFormatFilters.All,
        .. DateFilters.All(settings),
        .. RandomFilters.All,
        .. SetFilters.All(unique),
        .. CollectionFilters.All,
        .. CombinatoricFilters.All,
        .. ValueFilters.All,
        .. VaultFilters.All,
    ];

    // A filter's generator is a list at once, so that nobody has to write "| list".
    private static JinjaFilter Wrap(JinjaFilter filter, KeptTexts kept) => TextMakers.Contains(filter.Name)
        ? (filter with { IsPure = false }).Then(made => made is string text ? kept.Keep(text) : made)
        : filter.Then(TemplateFinalization.Unroll);
}
