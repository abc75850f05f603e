using Plumb.Jinja.Values;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating;

/// <summary>Variables as they were written: templates in them are shown, not rendered.</summary>
internal sealed class WrittenVariables(Templar templar, IPyMapping raw) : IPyMapping
{
    public int Count => raw.Count;

    public IEnumerable<object?> Keys => raw.Keys;

    public bool TryGet(object? key, out object? value)
    {
        if (!raw.TryGet(key, out value)) return false;
        value = TemplateTexts.AsPlain(value is VaultedText vault ? templar.Opened(vault) : value);
        return true;
    }
}
