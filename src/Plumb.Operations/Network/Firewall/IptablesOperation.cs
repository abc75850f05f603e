using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Network.Firewall;

/// <summary>Keeps rules, chains and policies of the kernel's packet filter, as they are now: nothing is saved for the next start.</summary>
internal sealed partial class IptablesOperation : IOperation
{
    public OperationSpec Spec { get; } = new("iptables", "Modify iptables rules")
    {
        Arguments =
        [
            Text("table", "The table.", "filter", "nat", "mangle", "raw", "security") with { Default = "filter" },
            Text("state", "Whether the rule is to be there.", "absent", "present") with { Default = "present" },
            Text("action", "Where a new rule goes.", "append", "insert") with { Default = "append" },
            Text("ip_version", "Of which protocol the rule is.", "ipv4", "ipv6") with { Default = "ipv4" },
            Text("chain", "The chain."), Text("rule_num", "The place of an inserted rule."), Text("protocol", "The protocol."),
            Text("wait", "Seconds to wait for others who change rules."), Text("source", "Where packets come from."), Text("to_source", "What the source becomes."),
            Text("destination", "Where packets go."), Text("to_destination", "What the destination becomes."),
            new("match", ArgumentType.List, "Extensions that decide.") { Elements = ArgumentType.Text, Default = ListData.Empty },
            new("tcp_flags", ArgumentType.Map, "The flags to look at, and those that are set.")
            {
                Options =
                [
                    new("flags", ArgumentType.List, "The flags to look at.") { Elements = ArgumentType.Text },
                    new("flags_set", ArgumentType.List, "Those of them that are set.") { Elements = ArgumentType.Text },
                ],
            },
            Text("jump", "What happens to the packet."), Text("gateway", "Where a copy goes."), Text("log_prefix", "What the line of the log begins with."),
            Text("log_level", "The level of the log.", "0", "1", "2", "3", "4", "5", "6", "7", "emerg", "alert", "crit", "error", "warning", "notice", "info", "debug"),
            Text("goto", "The chain to go on in."), Text("in_interface", "The interface packets come by."), Text("out_interface", "The interface packets leave by."),
            Text("fragment", "Later fragments only."), Text("set_counters", "What the counters begin with."), Text("source_port", "The port packets come from."),
            Text("destination_port", "The port packets go to."),
            new("destination_ports", ArgumentType.List, "Several of those.") { Elements = ArgumentType.Text, Default = ListData.Empty },
            Text("to_ports", "The ports to redirect to."), Text("set_dscp_mark", "The mark to set."), Text("set_dscp_mark_class", "The class of marks to set."), Text("comment", "A comment."),
            new("ctstate", ArgumentType.List, "The states of connections.") { Elements = ArgumentType.Text, Default = ListData.Empty },
            Text("src_range", "A range packets come from."), Text("dst_range", "A range packets go to."), Text("match_set", "A set of addresses."),
            Text("match_set_flags", "What of the packet is looked for in the set.", "src", "dst", "src,dst", "dst,src"),
            Text("limit", "How many packets in what time."), Text("limit_burst", "How many at once before the limit holds."), Text("uid_owner", "The user whose packets they are."),
            Text("gid_owner", "The group whose packets they are."), Text("reject_with", "The answer to rejected packets."), Text("icmp_type", "The type of ICMP."),
            Text("syn", "Whether packets open a connection.", "ignore", "match", "negate") with { Default = "ignore" },
            new("flush", ArgumentType.Boolean, "Remove all rules of the chain, or of the table.") { Default = false },
            Text("policy", "What happens to packets that no rule is for.", "ACCEPT", "DROP", "QUEUE", "RETURN"),
            new("chain_management", ArgumentType.Boolean, "Make and remove chains too.") { Default = false },
            new("numeric", ArgumentType.Boolean, "Look at rules without looking names up.") { Default = false },
        ],
        MutuallyExclusive = [["set_dscp_mark", "set_dscp_mark_class"], ["flush", "policy"]],
        RequiredIf = [new("jump", "TEE", ["gateway"]), new("jump", "tee", ["gateway"])],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var values = Values(context.Arguments);
        if (!context.Arguments.Flag("flush") && context.Arguments.Text("chain") is null) return OperationResult.Failure("Either chain or flush parameter must be specified.");
        if (Logged(context.Arguments) is not { } arguments) return OperationResult.Failure("Logging options can only be used with the LOG jump target.");
        var run = new Run(new HostTools(context.Host), arguments, cancellation);
        await run.AdaptAsync();
        var changed = arguments.Flag("flush") ? await run.FlushAsync()
            : arguments.Text("policy") is { } policy ? await run.SetPolicyAsync(policy)
            : await run.KeepAsync(hasRule: PythonText.Str(values["rule"] ?? "").Length > 0);
        return new OperationResult { Changed = changed, Values = values };
    }

    private static ArgumentSpec Text(string name, string description, params IReadOnlyList<string> choices) =>
        new(name, ArgumentType.Text, description) { Choices = [.. choices.Select(c => (DataValue)c)] };

    private static MapData Values(MapData arguments) => new MapBuilder
    {
        ["ip_version"] = arguments["ip_version"],
        ["table"] = arguments["table"],
        ["chain"] = arguments["chain"],
        ["flush"] = arguments["flush"],
        ["rule"] = string.Join(' ', IptablesRule.Of(arguments)),
        ["state"] = arguments["state"],
        ["chain_management"] = arguments["chain_management"],
    }.Build();

    /// <summary>Options of the log mean the target LOG; null where another is named.</summary>
    private static MapData? Logged(MapData arguments)
    {
        if (string.IsNullOrEmpty(arguments.Text("log_prefix")) && string.IsNullOrEmpty(arguments.Text("log_level"))) return arguments;
        return arguments.Text("jump") is not { } jump ? arguments.With("jump", "LOG") : jump == "LOG" ? arguments : null;
    }

    [GeneratedRegex(@"\(policy ([A-Z]+)\)")]
    private static partial Regex PolicyPart();

    private sealed class Run(HostTools tools, MapData arguments, CancellationToken cancellation)
    {
        private MapData _arguments = arguments;

        private string Program => _arguments.Text("ip_version") == "ipv6" ? "ip6tables" : "iptables";

        /// <summary>Old programs cannot wait, or not for so many seconds.</summary>
        public async ValueTask AdaptAsync()
        {
            var told = await RequireAsync(["--version"], readOnly: true);
            var version = Version.TryParse(told.Split('v')[^1].Split(' ')[0].Trim(), out var parsed) ? parsed : new Version(1, 8);
            if (version < new Version(1, 6, 0)) _arguments = _arguments.With("wait", version < new Version(1, 4, 20) ? DataValue.Null : "");
        }

        public async ValueTask<bool> FlushAsync()
        {
            await RequireAsync(Words("-F"), readOnly: false);
            return true;
        }

        public async ValueTask<bool> SetPolicyAsync(string policy)
        {
            var listed = await RequireAsync(Words("-L"), readOnly: true);
            if (PolicyPart().Match(listed.Split('\n')[0]) is not { Success: true } current) throw new OperationException("Can't detect current policy");
            if (current.Groups[1].Value == policy) return false;
            await RequireAsync([.. Words("-P"), policy], readOnly: false);
            return true;
        }

        public async ValueTask<bool> KeepAsync(bool hasRule)
        {
            var (wanted, manages) = (_arguments.Text("state") == "present", _arguments.Flag("chain_management"));
            if (!hasRule && (!wanted || manages)) return await KeepChainAsync(wanted, manages);
            var isThere = await SucceedsAsync(Rule("-C"));
            if (isThere == wanted) return false;
            if (!wanted)
            {
                await RequireAsync(Rule("-D"), readOnly: false);
                return true;
            }
            if (manages && !await SucceedsAsync(Words("-L"))) await RequireAsync(Words("-N"), readOnly: false);
            await RequireAsync(Rule(_arguments.Text("action") == "insert" ? "-I" : "-A"), readOnly: false);
            return true;
        }

        private async ValueTask<bool> KeepChainAsync(bool wanted, bool manages)
        {
            var isThere = await SucceedsAsync(Words("-L"));
            if (isThere == wanted) return false;
            if (manages) await RequireAsync(Words(wanted ? "-N" : "-X"), readOnly: false);
            return true;
        }

        private string[] Rule(string action) => [.. Words(action), .. IptablesRule.Of(_arguments)];

        private string[] Words(string action)
        {
            List<string> words = ["-t", _arguments.Text("table") ?? "filter", action];
            if (_arguments.Text("chain") is { } chain) words.Add(chain);
            if (action == "-I" && _arguments.Text("rule_num") is { Length: > 0 } place) words.Add(place);
            if (action == "-L" && _arguments.Flag("numeric")) words.Add("--numeric");
            return [.. words];
        }

        private async ValueTask<bool> SucceedsAsync(string[] words) => (await tools.AskAsync(Program, words, cancellation)).Succeeded;

        private async ValueTask<string> RequireAsync(string[] words, bool readOnly)
        {
            var outcome = await tools.RunAsync(new ProcessRequest(tools.Require(Program), words) { ReadOnly = readOnly }, cancellation);
            if (outcome.Succeeded) return outcome.Output;
            throw new OperationException(outcome.Error.Trim() is { Length: > 0 } error ? error : outcome.Output.Trim(),
                new MapBuilder { ["rc"] = outcome.ExitCode, ["stdout"] = outcome.Output, ["stderr"] = outcome.Error, ["cmd"] = string.Join(' ', [tools.Require(Program), .. words]) }.Build());
        }
    }
}
