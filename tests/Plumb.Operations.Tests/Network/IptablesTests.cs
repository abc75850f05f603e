using Plumb.Operations.Data;

namespace Plumb.Operations.Tests.Network;

public class IptablesTests
{
    private const string Rule = "-p tcp -s !10.0.0.0/8 -m tcp -j ACCEPT --destination-port 22 -m conntrack --ctstate NEW,ESTABLISHED -m comment --comment ssh in";
    private readonly RecordedHost _host = new RecordedHost().Prints("iptables --version", "iptables v1.8.9 (nf_tables)\n");

    [Fact]
    public async Task A_rule_that_is_missing_is_appended_with_matches_before_their_options()
    {
        var words = Rule.Replace("-s !10.0.0.0/8", "! -s 10.0.0.0/8", StringComparison.Ordinal);
        _host.Prints($"iptables -t filter -A INPUT {words}", "");
        var result = await _host.RunAsync("iptables", SshRule());
        Assert.True(result.Changed, result.Message);
        Assert.Equal(words, PythonText.Str(result.Values["rule"] ?? ""));
        Assert.Equal(["iptables --version", $"iptables -t filter -C INPUT {words}", $"iptables -t filter -A INPUT {words}"], _host.Started);
    }

    [Fact]
    public async Task A_check_only_looks()
    {
        var result = await _host.RunAsync("iptables", SshRule(), check: true);
        Assert.True(result.Changed, result.Message);
        Assert.DoesNotContain(_host.Started, s => s.Contains(" -A ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ACCEPT", true)]
    [InlineData("DROP", false)]
    public async Task A_policy_is_set_where_it_differs(string current, bool changes)
    {
        _host.Prints("iptables -t filter -L INPUT", $"Chain INPUT (policy {current})\ntarget prot\n").Prints("iptables -t filter -P INPUT DROP", "");
        var result = await _host.RunAsync("iptables", new MapBuilder { { "chain", "INPUT" }, { "policy", "DROP" } });
        Assert.Equal(changes, result.Changed);
        Assert.False(result.Failed, result.Message);
    }

    [Fact]
    public async Task Options_of_the_log_need_its_target()
    {
        var result = await _host.RunAsync("iptables", new MapBuilder { { "chain", "INPUT" }, { "log_prefix", "x" }, { "jump", "DROP" } });
        Assert.Equal("Logging options can only be used with the LOG jump target.", result.Message);
    }

    [Fact]
    public async Task A_chain_without_a_rule_is_made_where_chains_are_managed()
    {
        _host.Prints("iptables -t filter -N MINE", "");
        var result = await _host.RunAsync("iptables", new MapBuilder { { "chain", "MINE" }, { "chain_management", true } });
        Assert.True(result.Changed, result.Message);
        Assert.Equal("iptables -t filter -N MINE", _host.Started[^1]);
    }

    private static MapBuilder SshRule() => new()
    {
        { "chain", "INPUT" }, { "protocol", "tcp" }, { "source", "!10.0.0.0/8" }, { "match", DataValue.Of(["tcp"]) }, { "destination_port", "22" },
        { "ctstate", DataValue.Of(["NEW", "ESTABLISHED"]) }, { "jump", "ACCEPT" }, { "comment", "ssh in" },
    };
}
