using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Variables;

/// <summary>Variables that come from one place and override those of the layers before: "groups_inventory web", "host file web1".</summary>
public sealed record VariableLayer(string Name, PyDict Variables);
