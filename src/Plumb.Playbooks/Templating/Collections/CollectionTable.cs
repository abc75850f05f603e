using Plumb.Jinja.Calls;
using Plumb.Playbooks.Templating.Lookups;

namespace Plumb.Playbooks.Templating.Collections;

/// <summary>The filters and lookups of other collections than the built-in one, collection by collection.</summary>
internal static class CollectionTable
{
    public static readonly IReadOnlyList<Lookup> Lookups = [];

    public static IEnumerable<(string Collection, IEnumerable<JinjaFilter> Filters)> Filters(TemplarSettings settings) => [];
}
