namespace Plumb.Jinja.Compiling;

/// <summary>What a local variable holds when its scope is entered.</summary>
internal enum InitialValue
{
    /// <summary>What it is given before: an argument, the item of a loop.</summary>
    Parameter,

    /// <summary>What the context has of the name, asked when it is first read.</summary>
    Resolved,

    /// <summary>The value of the variable of that name in the scope outside.</summary>
    Outer,

    /// <summary>Nothing.</summary>
    Missing,
}

/// <summary>
/// The names that a scope reads and sets, collected in the order of its text. What is first read comes from outside;
/// what is first set is the scope's own; what only some branches of a condition set comes from outside in the others.
/// </summary>
internal sealed class Symbols(Scope? outer)
{
    private readonly Dictionary<string, InitialValue> names = [];
    private readonly HashSet<string> stored = [];

    public IReadOnlyDictionary<string, InitialValue> Names => names;

    public IReadOnlySet<string> Stored => stored;

    public void Load(string name)
    {
        if (!names.ContainsKey(name) && outer?.Find(name) is null) names[name] = InitialValue.Resolved;
    }

    public void Store(string name)
    {
        stored.Add(name);
        if (!names.ContainsKey(name)) names[name] = outer?.Find(name) is null ? InitialValue.Missing : InitialValue.Outer;
    }

    public void Declare(string name)
    {
        stored.Add(name);
        names[name] = InitialValue.Parameter;
    }

    public Symbols Branch()
    {
        var branch = new Symbols(outer);
        foreach (var (name, initial) in names) branch.names[name] = initial;
        branch.stored.UnionWith(stored);
        return branch;
    }

    /// <summary>Takes in what the branches of a condition do, of which one is run.</summary>
    public void Merge(params Symbols[] branches)
    {
        string[] set = [.. branches.SelectMany(b => b.stored).Distinct().Where(name => !stored.Contains(name))];
        foreach (var branch in branches)
        {
            foreach (var (name, initial) in branch.names) names[name] = initial;
            stored.UnionWith(branch.stored);
        }
        foreach (var name in set)
        {
            if (Array.TrueForAll(branches, b => b.stored.Contains(name))) continue;
            names[name] = outer?.Find(name) is null ? InitialValue.Resolved : InitialValue.Outer;
        }
    }
}
