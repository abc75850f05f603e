using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Inventory.Listing;

/// <summary>
/// Makes values of what a listing shows: templates as they are written, vaulted text still encrypted. A list that several hosts share stays one
/// object, which YAML writes once.
/// </summary>
internal sealed class ListedValue(Func<VaultedText, object?> vaulted)
{
    private readonly Dictionary<object, object?> _made = new(ReferenceEqualityComparer.Instance);

    public object? Of(object? value) => value switch
    {
        TemplateText template => template.Source,
        VaultedText text => vaulted(text),
        PyList or PyTuple or PySet or PyDict => _made.TryGetValue(value, out var made) ? made : _made[value] = Make(value),
        _ => value,
    };

    private object? Make(object value) => value switch
    {
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))),
        IEnumerable<object?> items => new PyList(items.Select(Of).ToList()),
        _ => value,
    };
}
