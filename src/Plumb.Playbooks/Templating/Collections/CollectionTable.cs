using Plumb.Jinja.Calls;
using Plumb.Playbooks.Templating.Collections.General;
using Plumb.Playbooks.Templating.Collections.Network;
using Plumb.Playbooks.Templating.Collections.Utils;
using Plumb.Playbooks.Templating.Lookups;

namespace Plumb.Playbooks.Templating.Collections;

/// <summary>The filters and lookups of other collections than the built-in one, collection by collection.</summary>
internal static class CollectionTable
{
    public static IReadOnlyList<Lookup> Lookups { get; } = [.. GeneralLookups.All];

    public static IReadOnlyList<(string Collection, IEnumerable<JinjaFilter> Filters)> Filters { get; } =
    [
        ("ansible.utils", NetworkFilters.All),
        // Where these filters lived before ansible.utils.
        ("ansible.netcommon", NetworkFilters.All),
        ("ansible.utils", KeyFilters.All),
        ("community.general", GeneralFilters.All),
    ];
}
