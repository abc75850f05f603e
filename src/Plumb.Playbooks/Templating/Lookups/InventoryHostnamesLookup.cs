using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>The names of hosts that a pattern stands for.</summary>
internal static class InventoryHostnamesLookup
{
    public static readonly Lookup Definition = new("inventory_hostnames", Run);

    private static IReadOnlyList<object?> Run(LookupCall call)
    {
        if (!call.Variables.TryGet("groups", out var value) || value is not IPyMapping groups) throw TemplatingException.Python("KeyError", "'groups'");
        if (call.Settings.MatchHosts is not { } match) throw TemplatingException.Failure("there is no inventory here");
        var hosts = PyMappings.Entries(groups).ToDictionary(e => PyText.Str(e.Key), e => (IReadOnlyList<string>)[.. PyValues.Iterate(e.Value).Select(PyText.Str)], StringComparer.Ordinal);
        return match(hosts, [.. ListLookups.Flatten(call.Terms).Select(PyText.Str)]);
    }
}
