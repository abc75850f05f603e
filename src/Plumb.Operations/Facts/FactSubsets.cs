namespace Plumb.Operations.Facts;

/// <summary>
/// Decides which collectors run. Every request includes the minimum; <c>!all</c> leaves only that, <c>!min</c> takes it out, and
/// what is named outright is gathered even where another word excludes it.
/// </summary>
internal sealed class FactSubsets(IReadOnlyList<IFactCollector> collectors)
{
    private static readonly string[] Minimum =
        ["apparmor", "caps", "cmdline", "date_time", "distribution", "dns", "env", "fips", "local", "lsb", "pkg_mgr", "platform", "python",
         "selinux", "service_mgr", "ssh_pub_keys", "user"];

    private readonly string[] _valid = [.. collectors.SelectMany(c => c.FactNames.Prepend(c.Name)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The collectors to run, each after those that it needs; or the word that names no subset.</summary>
    public (IReadOnlyList<IFactCollector> Selected, string? Problem) Select(IReadOnlyList<string> words)
    {
        HashSet<string> wanted = [.. Minimum], excluded = [], named = [];
        foreach (var word in words)
        {
            switch (word)
            {
                case "min": wanted.UnionWith(Minimum); break;
                case "all": wanted.UnionWith(_valid); break;
                case "!min": excluded.UnionWith(Minimum); break;
                case "!all": excluded.UnionWith(_valid.Except(Minimum)); break;
                case ['!', .. var name]: Exclude(excluded, name); break;
                default:
                    if (!_valid.Contains(word)) return ([], $"Bad subset '{word}' given to Ansible. gather_subset options allowed: all, {string.Join(", ", _valid)}");
                    named.Add(word);
                    wanted.Add(word);
                    break;
            }
        }
        wanted.ExceptWith(excluded.Except(named));
        return (WithNeeds(wanted), null);
    }

    private void Exclude(HashSet<string> excluded, string name)
    {
        excluded.Add(name);
        foreach (var collector in collectors.Where(c => c.Name == name)) excluded.UnionWith(collector.FactNames);
    }

    // The list of all is written so that needs come first, so that keeping its order is enough.
    private List<IFactCollector> WithNeeds(HashSet<string> wanted)
    {
        HashSet<string> selected = [.. collectors.Where(c => wanted.Contains(c.Name) || c.FactNames.Any(wanted.Contains)).Select(c => c.Name)];
        int before;
        do
        {
            before = selected.Count;
            selected.UnionWith(collectors.Where(c => selected.Contains(c.Name)).SelectMany(c => c.Needs).ToList());
        }
        while (selected.Count > before);
        return [.. collectors.Where(c => selected.Contains(c.Name))];
    }
}
