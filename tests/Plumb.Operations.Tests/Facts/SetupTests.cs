using Plumb.Operations.Data;
using Plumb.Operations.Facts.TimeZones;

namespace Plumb.Operations.Tests.Facts;

public class SetupTests
{
    private readonly RecordedHost _host = new();

    private async Task<MapData> GatherAsync(params string[] subset)
    {
        var result = await _host.RunAsync("setup", new MapBuilder { { "gather_subset", subset } });
        Assert.False(result.Failed, result.Message);
        return result.Values.Map("ansible_facts") ?? MapData.Empty;
    }

    [Fact]
    public async Task A_named_fact_brings_its_kind_and_what_that_needs()
    {
        var facts = await GatherAsync("!all", "!min", "pkg_mgr");

        Assert.True(facts.Contains("ansible_pkg_mgr"));
        Assert.True(facts.Contains("ansible_os_family"));
        Assert.False(facts.Contains("ansible_env"));
        Assert.True((await GatherAsync("!all")).Contains("ansible_env"));
        Assert.False((await GatherAsync("!network")).Contains("ansible_interfaces"));
    }

    [Fact]
    public async Task A_word_that_names_no_subset_fails()
    {
        var result = await _host.RunAsync("setup", new MapBuilder { { "gather_subset", (string[])["nothing"] } });

        Assert.True(result.Failed);
        Assert.StartsWith("Bad subset 'nothing' given to Ansible. gather_subset options allowed: all, all_ipv4_addresses,", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_facts_are_JSON_or_INI_or_printed_by_a_program()
    {
        _host.File("/etc/ansible/facts.d/json.fact", "{\"a\": [1, 2.5]}").File("/etc/ansible/facts.d/ini.fact", "[general]\nAsdf=1\nbar: 2\n")
            .File("/etc/ansible/facts.d/bad.fact", "no section").File("/etc/ansible/facts.d/run.fact", "#!/bin/sh", 0x1ED).Prints("run.fact", "{\"b\": true}");

        var result = await _host.RunAsync("setup", new MapBuilder { { "gather_subset", (string[])["!all", "!min", "local"] } });

        Assert.Equal(
            """{"bad": "error loading facts as JSON or ini - please check content: /etc/ansible/facts.d/bad.fact", "ini": {"general": {"asdf": "1", "bar": "2"}}, "json": {"a": [1, 2.5]}, "run": {"b": true}}""",
            Text(result.Values.Map("ansible_facts")?["ansible_local"]));
        Assert.Single(result.Warnings);
    }

    [Fact]
    public async Task A_filter_keeps_what_matches_with_or_without_the_prefix()
    {
        var result = await _host.RunAsync("setup", new MapBuilder { { "gather_subset", (string[])["!all"] }, { "filter", (string[])["ansible_ho*", "fips"] } });

        Assert.Equal(["ansible_hostname", "ansible_fips"], result.Values.Map("ansible_facts")?.Keys);
    }

    [Fact]
    public async Task Addresses_and_the_way_out_are_those_that_ip_lists()
    {
        _host.File("/sys/class/net/eth0/address", "02:00:00:00:00:01\n").File("/sys/class/net/eth0/mtu", "1500\n").File("/sys/class/net/eth0/type", "1\n")
            .Prints("ip addr show", """
                2: eth0@if3: <BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state UP
                    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff
                    inet 10.1.2.3/20 brd 10.1.15.255 scope global eth0
                       valid_lft forever preferred_lft forever
                    inet 10.1.2.4/20 brd 10.1.15.255 scope global secondary eth0:1
                    inet6 fe80::1/64 scope link
                """)
            .Prints("ip -4 route get 8.8.8.8", "8.8.8.8 via 10.1.0.1 dev eth0 src 10.1.2.3 uid 0\n    cache\n");

        var facts = await GatherAsync("!all", "!min", "network");

        Assert.Equal(
            """{"gateway": "10.1.0.1", "interface": "eth0", "address": "10.1.2.3", "broadcast": "10.1.15.255", "netmask": "255.255.240.0", "network": "10.1.0.0", "prefix": "20", "macaddress": "02:00:00:00:00:01", "mtu": 1500, "type": "ether", "alias": "eth0"}""",
            Text(facts["ansible_default_ipv4"]));
        Assert.Equal("""["10.1.2.3", "10.1.2.4"]""", Text(facts["ansible_all_ipv4_addresses"]));
        Assert.Equal("""["eth0", "eth0_1"]""", Text(facts["ansible_interfaces"]));
    }

    [Theory]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2040-07-01T00:00:00Z", "CEST", 120)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28T01:00:00Z", "CET", 60)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28T00:59:59Z", "CEST", 120)]
    [InlineData("AEST-10AEDT,M10.1.0,M4.1.0/3", "2040-01-01T00:00:00Z", "AEDT", 660)]
    [InlineData("<+0330>-3:30", "2040-01-01T00:00:00Z", "+0330", 210)]
    public void A_zone_goes_on_by_its_rule_after_the_last_change_listed(string rule, string instant, string abbreviation, int minutes)
    {
        var period = PosixZone.Parse(rule)?.At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((abbreviation, minutes), (period?.Abbreviation, (int?)period?.Offset.TotalMinutes));
    }

    private static string Text(DataValue? value) => PythonText.Repr(value ?? DataValue.Null).Replace('\'', '"').Replace("True", "true", StringComparison.Ordinal);
}
