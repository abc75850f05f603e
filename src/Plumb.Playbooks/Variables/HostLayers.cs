using System.Collections.Immutable;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Variables;

/// <summary>Registered results and set facts of a host.</summary>
internal sealed class SetVariablesLayer(HostStore store) : VariableLayer
{
    public override IEnumerable<string> Names => store.Set.Keys;

    public override bool TryGet(string name, out object? value) => store.Set.TryGetValue(name, out value);
}

/// <summary>Variables that a host included from files.</summary>
internal sealed class IncludedVariablesLayer(HostStore store) : VariableLayer
{
    public override IEnumerable<string> Names => store.Included.Keys;

    public override bool TryGet(string name, out object? value) => store.Included.TryGetValue(name, out value);
}

/// <summary>The facts of a host: all of them as <c>ansible_facts</c>, and each with the prefix where the settings say so.</summary>
internal sealed class FactsLayer(HostStore store, bool injects) : VariableLayer
{
    private const string Root = "ansible_facts";
    private const string Prefix = "ansible_";

    /// <summary>Facts that would change how a host is reached are not let in under their bare name.</summary>
    private static readonly ImmutableHashSet<string> Withheld = ["ansible_connection", "ansible_host", "ansible_port", "ansible_user", "ansible_password", "ansible_become", "ansible_facts"];

    public override IEnumerable<string> Names => store.Facts is not { } facts ? [] : [Root, .. injects ? facts.Keys.OfType<string>().Select(Injected) : []];

    public override bool TryGet(string name, out object? value)
    {
        if (name == Root)
        {
            value = store.Facts ?? new PyDict();
            return true;
        }
        value = null;
        if (!injects || store.Facts is not { } facts || Withheld.Contains(name)) return false;
        if (name.StartsWith(Prefix, StringComparison.Ordinal) && facts.TryGet(name[Prefix.Length..], out value)) return true;
        return !name.StartsWith(Prefix, StringComparison.Ordinal) && IsForeign(name) && facts.TryGet(name, out value);
    }

    private static string Injected(string fact) => IsForeign(fact) || fact.StartsWith(Prefix, StringComparison.Ordinal) ? fact : Prefix + fact;

    /// <summary>Facts of facter and ohai carry a prefix of their own.</summary>
    private static bool IsForeign(string fact) => fact.StartsWith("facter_", StringComparison.Ordinal) || fact.StartsWith("ohai_", StringComparison.Ordinal) || fact.StartsWith("discovered_interpreter_", StringComparison.Ordinal);
}
