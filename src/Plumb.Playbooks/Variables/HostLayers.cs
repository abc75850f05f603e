using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Variables;

/// <summary>Registered results and set facts of a host.</summary>
internal sealed class SetVariablesLayer(HostStore store) : VariableLayer
{
    public override IEnumerable<string> Names => store.SetNames;

    public override bool TryGet(string name, out object? value) => store.Set.TryGetValue(name, out value);
}

/// <summary>Variables that a host included from files.</summary>
internal sealed class IncludedVariablesLayer(HostStore store) : VariableLayer
{
    public override IEnumerable<string> Names => store.Included.Keys;

    public override bool TryGet(string name, out object? value) => store.Included.TryGetValue(name, out value);
}

/// <summary>The facts of a host: all of them as <c>ansible_facts</c>, and each under the name that it was given where the settings say so.</summary>
internal sealed class FactsLayer(HostStore store, bool injects) : VariableLayer
{
    private const string Root = "ansible_facts";

    public override IEnumerable<string> Names => store.GivenFacts is not { } facts ? [Root] : [Root, .. injects ? facts.Keys.OfType<string>().Where(n => !RestrictedFacts.Contains(n)) : []];

    public override bool TryGet(string name, out object? value)
    {
        if (name == Root)
        {
            value = store.Facts ?? new PyDict();
            return true;
        }
        value = null;
        return injects && store.GivenFacts is { } facts && !RestrictedFacts.Contains(name) && facts.TryGet(name, out value);
    }
}
