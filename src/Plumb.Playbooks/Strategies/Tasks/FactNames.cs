using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Facts have their prefix where they are variables, and none inside of <c>ansible_facts</c>.</summary>
internal static class FactNames
{
    private const string Prefix = "ansible_";

    /// <summary>Kept with the prefix, for that is the name under which all look for it.</summary>
    private const string Local = "ansible_local";

    public static PyDict Bare(PyDict facts)
    {
        var bare = new PyDict(facts.Count);
        foreach (var (key, value) in facts.Entries)
            bare[key is string name && name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && name != Local ? name[Prefix.Length..] : key] = value;
        if (facts.TryGet(Local, out var local)) bare["local"] = local;
        bare.Remove(Local);
        return bare;
    }
}
