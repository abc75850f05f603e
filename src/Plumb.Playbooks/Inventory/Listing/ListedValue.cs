using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Inventory.Listing;

/// <summary>Values as a listing shows them: templates as they are written, vaulted text still encrypted.</summary>
public static class ListedValue
{
    public static object? Of(object? value, Func<VaultedText, object?>? vaulted = null) => value switch
    {
        TemplateText template => template.Source,
        VaultedText text => vaulted is null ? text.Envelope : vaulted(text),
        PyList list => new PyList(list.Select(item => Of(item, vaulted)).ToList()),
        PyTuple tuple => new PyList(tuple.Select(item => Of(item, vaulted)).ToList()),
        PySet set => new PyList(set.Select(item => Of(item, vaulted)).ToList()),
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value, vaulted)))),
        _ => value,
    };
}
