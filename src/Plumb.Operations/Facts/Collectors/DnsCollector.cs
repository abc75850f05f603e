using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The resolver's configuration. Servers add up, of other settings the last line counts.</summary>
internal sealed class DnsCollector : IFactCollector
{
    public string Name => "dns";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var dns = new MapBuilder();
        var servers = new List<string>();
        foreach (var line in context.Files.Lines("/etc/resolv.conf"))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] is '#' or ';') continue;
            switch (words[0])
            {
                case "nameserver":
                    servers.AddRange(words[1..]);
                    dns.Add("nameservers", servers);
                    break;
                case "domain" when words.Length > 1: dns.Add("domain", words[1]); break;
                case "search" or "sortlist": dns.Add(words[0], words[1..]); break;
                case "options": dns.Add("options", Options(words[1..])); break;
            }
        }
        context.Facts.Add("dns", dns);
        return ValueTask.CompletedTask;
    }

    private static MapBuilder Options(IEnumerable<string> words)
    {
        var options = new MapBuilder();
        foreach (var word in words)
        {
            if (word.Split(':', 2) is [var name, { Length: > 0 } value]) options.Add(name, value);
            else options.Add(word.TrimEnd(':'), true);
        }
        return options;
    }
}
