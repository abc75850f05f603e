using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Inventory.Patterns;

/// <summary>
/// Finds the hosts that patterns choose: names of hosts and groups, wildcards, "~" and a regular expression, each possibly with a subscript such as
/// [0] or [1:3] that takes some of the hosts found; "&amp;" keeps only hosts of both, "!" leaves hosts out.
/// </summary>
public sealed partial class HostSelection(InventoryState inventory, DiagnosticBag diagnostics)
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    /// <summary>The hosts, each once, in the order of the patterns and then of the inventory.</summary>
    public IReadOnlyList<InventoryHost> Select(IEnumerable<string> patterns, HostLimit? limit = null)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var hosts = Evaluate(patterns.SelectMany(HostPatterns.Split));
        if (limit is null) return hosts;
        var allowed = Evaluate(limit.Patterns).ToHashSet();
        return [.. hosts.Where(allowed.Contains)];
    }

    public IReadOnlyList<InventoryHost> Select(string pattern, HostLimit? limit = null) => Select([pattern], limit);

    private List<InventoryHost> Evaluate(IEnumerable<string> patterns)
    {
        var hosts = new List<InventoryHost>();
        foreach (var pattern in HostPatterns.Order(patterns))
        {
            if (inventory.Hosts.TryGetValue(pattern, out var named)) hosts.Add(named);
            else if (pattern[0] == '!') hosts = [.. hosts.Except(Match(pattern[1..]))];
            else if (pattern[0] == '&') hosts = [.. hosts.Intersect(Match(pattern[1..]))];
            else hosts.AddRange(Match(pattern));
        }
        return [.. hosts.Distinct()];
    }

    private List<InventoryHost> Match(string pattern)
    {
        var subscript = pattern.StartsWith('~') ? null : Subscript().Match(pattern);
        if (subscript is not { Success: true }) return Enumerate(pattern);
        var hosts = Enumerate(subscript.Groups["pattern"].Value);
        return hosts.Count == 0 ? hosts : Cut(hosts, subscript, pattern);
    }

    private List<InventoryHost> Cut(List<InventoryHost> hosts, Match subscript, string pattern)
    {
        if (subscript.Groups["separator"].ValueSpan is "-") diagnostics.Add(InventoryRules.NoMatch, null, "Use [x:y] inclusive subscripts instead of [x-y] which has been removed");
        var isRange = subscript.Groups["start"].Success;
        var start = Number(isRange ? subscript.Groups["start"] : subscript.Groups["index"], 0);
        var end = isRange ? Number(subscript.Groups["end"], -1) : 0;
        // As in the peer a range that ends at 0 is its first host.
        if (isRange && end != 0) return [.. hosts.Skip(start).Take((end < 0 ? hosts.Count - 1 : end) - start + 1)];
        if (start < 0) start += hosts.Count;
        if (start >= 0 && start < hosts.Count) return [hosts[start]];
        diagnostics.Add(InventoryRules.NoMatch, null, $"No hosts matched the subscripted pattern '{pattern}'");
        return [];
    }

    private static int Number(Group group, int otherwise) =>
        int.TryParse(group.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private List<InventoryHost> Enumerate(string pattern)
    {
        if (pattern.Length == 0 || Compile(pattern) is not { } matches) return [];
        var groups = inventory.Groups.Values.Where(g => matches(g.Name)).ToList();
        var hosts = groups.SelectMany(g => g.AllHosts).ToList();
        if (groups.Count == 0 || pattern[0] == '~' || pattern.AsSpan().IndexOfAny(".?*[") >= 0) hosts.AddRange(inventory.Hosts.Values.Where(h => matches(h.Name)));
        if (hosts.Count == 0 && inventory.FindHost(pattern) is { } local) hosts.Add(local);
        if (hosts.Count == 0 && groups.Count == 0 && pattern != InventoryState.All) ReportMismatch(pattern);
        return [.. hosts.Distinct()];
    }

    private void ReportMismatch(string pattern)
    {
        if (inventory.MismatchRule == "ignore") return;
        var rule = inventory.MismatchRule == "error" ? InventoryRules.NoMatchRefused : InventoryRules.NoMatch;
        diagnostics.Add(rule, null, $"Could not match supplied host pattern, ignoring: {pattern}");
    }

    private Func<string, bool>? Compile(string pattern)
    {
        if (pattern[0] != '~' && pattern.AsSpan().IndexOfAny("?*[") < 0) return name => name == pattern;
        try
        {
            var expression = new Regex(pattern[0] == '~' ? $"^(?:{pattern[1..]})" : Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.Singleline, MatchLimit);
            return expression.IsMatch;
        }
        catch (ArgumentException)
        {
            diagnostics.Add(InventoryRules.Pattern, null, $"Invalid host list pattern: {pattern}");
            return null;
        }
    }

    /// <summary>Wildcards as those of a shell: "*", "?", "[abc]", "[!abc]". A bracket that is not closed means itself.</summary>
    private static string Translate(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*') expression.Append(".*");
            else if (pattern[i] == '?') expression.Append('.');
            else if (pattern[i] == '[' && pattern.IndexOf(']', Math.Min(i + (i + 1 < pattern.Length && pattern[i + 1] == '!' ? 3 : 2), pattern.Length)) is > 0 and var close)
            {
                var content = pattern[(i + 1)..close].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
                expression.Append('[').Append(content[0] switch { '!' => "^" + content[1..], '^' => "\\" + content, _ => content }).Append(']');
                i = close;
            }
            else expression.Append(Regex.Escape(pattern[i].ToString()));
        }
        return expression.Append("\\z").ToString();
    }

    [GeneratedRegex(@"^(?<pattern>.+)\[(?:(?<index>-?[0-9]+)|(?<start>[0-9]+)(?<separator>[:-])(?<end>[0-9]*))\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Subscript();
}
