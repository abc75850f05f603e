using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>The <c>cidr_merge</c> filter: the fewest networks that hold the same addresses, or the smallest that holds them all.</summary>
internal static class CidrMerge
{
    public static object? Apply(object? value, string action)
    {
        if (value is Undefined undefined) throw undefined.Fault();
        if (PyValues.IterateOrNone(value) is not { } items) throw TemplatingException.Filter($"cidr_merge: expected iterable, got {PyText.Repr(value)}");
        List<IpNetwork> networks = [.. items.Select(item => IpNetwork.Parse(PyText.Str(item)) ?? throw TemplatingException.Filter($"cidr_merge: error in netaddr:\ninvalid IPNetwork {PyText.Str(item)}"))];
        return action switch
        {
            "merge" => new PyList(Merge(networks).Select(n => n.ToString())),
            "span" when networks.Count == 0 => null,
            "span" when networks.Count == 1 => networks[0].ToString(),
            "span" => Span(networks).ToString(),
            _ => throw TemplatingException.Filter($"cidr_merge: invalid action '{action}'"),
        };
    }

    private static List<IpNetwork> Merge(List<IpNetwork> networks)
    {
        List<IpNetwork> merged = [];
        foreach (var network in networks.Select(n => n.Cidr).OrderBy(n => n.Version).ThenBy(n => n.Value).ThenBy(n => n.Prefix))
        {
            if (merged.Count > 0 && network.IsIn(merged[^1])) continue;
            merged.Add(network);
            // Two halves of a network side by side are that network, which may be a half in turn.
            while (merged is [.., var left, var right] && left.Version == right.Version && left.Prefix == right.Prefix && left.Prefix > 0)
            {
                var whole = (left with { Prefix = left.Prefix - 1 }).Cidr;
                if (whole.First != left.First || whole.Last != right.Last) break;
                merged.RemoveRange(merged.Count - 2, 2);
                merged.Add(whole);
            }
        }

        return merged;
    }

    private static IpNetwork Span(List<IpNetwork> networks)
    {
        if (networks.Select(n => n.Version).Distinct().Count() > 1) throw TemplatingException.Filter("cidr_merge: error in netaddr:\nIP sequence cannot contain both IPv4 and IPv6!");
        var (first, last) = (networks.Min(n => n.First), networks.Max(n => n.Last));
        var span = networks[0] with { Value = last, Prefix = networks[0].Width };
        while (span.First > first) span = span with { Prefix = span.Prefix - 1 };
        return span.Cidr;
    }
}
