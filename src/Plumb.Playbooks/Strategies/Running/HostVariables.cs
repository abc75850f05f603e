using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>The variable <c>hostvars</c>: the variables of any host, stacked when they are asked for.</summary>
internal sealed class HostVariables(RunServices services) : IPyMapping
{
    private readonly Dictionary<string, TemplateVariables> _made = new(StringComparer.Ordinal);

    public int Count => services.Inventory.Hosts.Count;

    public IEnumerable<object?> Keys => services.Inventory.Hosts;

    public bool TryGet(object? key, out object? value)
    {
        value = null;
        if (key is not string host || !services.Inventory.Knows(host)) return false;
        if (!_made.TryGetValue(host, out var variables)) _made[host] = variables = new TemplateVariables(services.Templar, services.Scopes.ForHost(host)) { KeepsUndefined = true };
        value = variables;
        return true;
    }
}
