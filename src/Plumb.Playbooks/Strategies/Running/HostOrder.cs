using Plumb.Core.Text;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>The order in which a play takes its hosts.</summary>
internal static class HostOrder
{
    public static IReadOnlyList<string> Sort(IReadOnlyList<string> hosts, string? order, SourceSpan? place) => order switch
    {
        null or "" or "inventory" => hosts,
        "reverse_inventory" => [.. hosts.Reverse()],
        "sorted" => [.. hosts.Order(StringComparer.Ordinal)],
        "reverse_sorted" => [.. hosts.OrderDescending(StringComparer.Ordinal)],
        "shuffle" => Shuffled(hosts),
        _ => throw new LinkException(PlayRules.RunFault, place, $"Invalid 'order' specified for inventory hosts: {order}"),
    };

    private static string[] Shuffled(IReadOnlyList<string> hosts)
    {
        var shuffled = hosts.ToArray();
        System.Security.Cryptography.RandomNumberGenerator.Shuffle<string>(shuffled);
        return shuffled;
    }
}
