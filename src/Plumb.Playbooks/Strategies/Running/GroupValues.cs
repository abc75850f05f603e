using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>The variable <c>groups</c>, made once for each state of the inventory.</summary>
internal sealed class GroupValues(IPlayInventory inventory)
{
    private readonly Lock _gate = new();
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _groups;
    private PyDict _values = new();

    public PyDict Current
    {
        get
        {
            var groups = inventory.Groups;
            lock (_gate)
            {
                if (ReferenceEquals(groups, _groups)) return _values;
                var values = new PyDict(groups.Count);
                foreach (var (name, hosts) in groups) values[name] = new PyList(hosts.Select(object? (h) => h));
                (_groups, _values) = (groups, values);
                return values;
            }
        }
    }
}
