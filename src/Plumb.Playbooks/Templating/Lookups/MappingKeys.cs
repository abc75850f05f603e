using System.Collections.ObjectModel;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>The values of a lookup that gave a dictionary: its keys, and the dictionary itself where a list is asked for.</summary>
internal sealed class MappingKeys(PyDict mapping) : ReadOnlyCollection<object?>([.. mapping.Keys])
{
    public PyDict Mapping => mapping;
}
