using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating;

/// <summary>Finds templates in values.</summary>
internal static class TemplateTexts
{
    /// <summary>Whether a value is, or holds at any depth, text to be rendered.</summary>
    public static bool IsIn(object? value)
    {
        switch (value)
        {
            case TemplateText or VaultedText:
                return true;
            case string or null:
                return false;
            case PyDict dict:
                for (var i = 0; i < dict.Count; i++)
                {
                    if (IsIn(dict.EntryAt(i).Value)) return true;
                }

                return false;
            case PyList list:
                foreach (var item in list.Items)
                {
                    if (IsIn(item)) return true;
                }

                return false;
            case PyTuple tuple:
                return tuple.Any(IsIn);
            default:
                return false;
        }
    }

    /// <summary>A value as messages show it, templates as they were written.</summary>
    public static string Describe(object? value) => value is TemplateText text ? text.Source : PyText.Str(AsPlain(value));

    /// <summary>The value with plain text in place of templates: never to be rendered.</summary>
    public static object? AsPlain(object? value) => value switch
    {
        TemplateText text => text.Source,
        VaultedText vaulted => vaulted.Envelope,
        PyList list => new PyList(list.Items.Select(AsPlain)),
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(AsPlain(e.Key), AsPlain(e.Value)))),
        _ => value,
    };
}
