using Plumb.Operations.Data;

namespace Plumb.Operations.Network.Firewall;

/// <summary>Makes the words of a rule from the arguments of a task, in the order that iptables needs: a match before its options.</summary>
internal sealed class IptablesRule
{
    private readonly MapData _arguments;
    private readonly List<string> _words = [];

    private IptablesRule(MapData arguments) => _arguments = arguments;

    public static IReadOnlyList<string> Of(MapData arguments)
    {
        var rule = new IptablesRule(arguments);
        rule.Build();
        return rule._words;
    }

    private void Build()
    {
        // The option has no value with older programs.
        if (_arguments.Text("wait") is { Length: > 0 } wait) _words.AddRange(["-w", wait]);
        Add("-p", "protocol");
        Add("-s", "source");
        Add("-d", "destination");
        foreach (var match in Matches) Add("-m", match, null);
        TcpFlags();
        Add("-j", "jump");
        if (string.Equals(_arguments.Text("jump"), "tee", StringComparison.OrdinalIgnoreCase)) Add("--gateway", "gateway");
        Add("--log-prefix", "log_prefix");
        Add("--log-level", "log_level");
        Add("--to-destination", "to_destination");
        if (_arguments.Texts("destination_ports") is { Count: > 0 } ports) _words.AddRange(["-m", "multiport", "--dports", string.Join(',', ports)]);
        Add("--to-source", "to_source");
        Add("-g", "goto");
        Add("-i", "in_interface");
        Add("-o", "out_interface");
        Add("-f", "fragment");
        Add("-c", "set_counters");
        Add("--source-port", "source_port");
        Add("--destination-port", "destination_port");
        Add("--to-ports", "to_ports");
        Add("--set-dscp", "set_dscp_mark");
        Add("--set-dscp-class", "set_dscp_mark_class");
        if (_arguments.Text("syn") is "match" or "negate") _words.AddRange(_arguments.Text("syn") == "match" ? ["--syn"] : (string[])["!", "--syn"]);
        States();
        Ranges();
        Sets();
        Limits();
        Owners();
        Answers();
    }

    private IReadOnlyList<string> Matches => _arguments.Texts("match");

    private void Add(string flag, string argument) => Add(flag, _arguments.Text(argument), null);

    /// <summary>A value after an exclamation mark is one that must not be.</summary>
    private void Add(string flag, string? value, string? match)
    {
        if (value is null) return;
        if (match is not null) _words.AddRange(["-m", match]);
        if (value.StartsWith('!')) _words.AddRange(["!", flag, value[1..]]);
        else _words.AddRange([flag, value]);
    }

    private void TcpFlags()
    {
        if (_arguments["tcp_flags"] is not MapData flags || flags["flags"] is not ListData || flags["flags_set"] is not ListData) return;
        _words.AddRange(["--tcp-flags", string.Join(',', flags.Texts("flags")), string.Join(',', flags.Texts("flags_set"))]);
    }

    private void States()
    {
        if (_arguments.Texts("ctstate") is not { Count: > 0 } states) return;
        if (!Matches.Contains("conntrack") && !Matches.Contains("state")) _words.AddRange(["-m", "conntrack"]);
        _words.AddRange([!Matches.Contains("conntrack") && Matches.Contains("state") ? "--state" : "--ctstate", string.Join(',', states)]);
    }

    private void Ranges()
    {
        if (_arguments.Text("src_range") is null && _arguments.Text("dst_range") is null) return;
        if (!Matches.Contains("iprange")) _words.AddRange(["-m", "iprange"]);
        Add("--src-range", "src_range");
        Add("--dst-range", "dst_range");
    }

    private void Sets()
    {
        if (_arguments.Text("match_set") is not { } set) return;
        Add("--match-set", set, Matches.Contains("set") ? null : "set");
        if (_arguments.Text("match_set_flags") is { } flags) _words.Add(flags);
    }

    private void Limits()
    {
        if (_arguments.Text("limit") is null && _arguments.Text("limit_burst") is null) return;
        _words.AddRange(["-m", "limit"]);
        Add("--limit", "limit");
        Add("--limit-burst", "limit_burst");
    }

    private void Owners()
    {
        Add("--uid-owner", _arguments.Text("uid_owner"), "owner");
        Add("--gid-owner", _arguments.Text("gid_owner"), "owner");
    }

    private void Answers()
    {
        if (_arguments.Text("jump") is null && _arguments.Text("reject_with") is not null) _words.AddRange(["-j", "REJECT"]);
        Add("--reject-with", "reject_with");
        Add(_arguments.Text("ip_version") == "ipv6" ? "--icmpv6-type" : "--icmp-type", "icmp_type");
        Add("--comment", _arguments.Text("comment"), "comment");
    }
}
