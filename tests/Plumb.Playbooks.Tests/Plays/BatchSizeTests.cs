using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Playbooks.Tests.Plays;

public sealed class BatchSizeTests
{
    private static readonly string[] Hosts = [.. Enumerable.Range(1, 10).Select(n => $"h{n}")];

    [Fact]
    public void Without_serial_all_hosts_go_together() => Assert.Equal([10], Sizes(null));

    [Fact]
    public void The_last_size_of_a_list_repeats() => Assert.Equal([1, 3, 3, 3], Sizes(new PyList([1L, 3L])));

    [Fact]
    public void A_percent_is_of_all_hosts_and_never_nobody()
    {
        Assert.Equal([3, 3, 3, 1], Sizes("30%"));
        Assert.Equal(Enumerable.Repeat(1, 10), Sizes("1%"));
    }

    private static IEnumerable<int> Sizes(object? serial) => BatchSizes.Split(Hosts, serial).Select(b => b.Count);
}
