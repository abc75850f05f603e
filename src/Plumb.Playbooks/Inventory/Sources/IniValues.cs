using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Values of variables in ini inventories: a Python literal where the text is one, else the text.</summary>
internal static class IniValues
{
    public static object? Read(string text) => PyLiteral.TryRead(text, out var value) ? MarkTemplates(value) : Text(text);

    private static object? MarkTemplates(object? value) => value switch
    {
        string text => Text(text),
        PyBytes bytes => Text(System.Text.Encoding.UTF8.GetString(bytes.Span)),
        PyList list => new PyList(list.Select(MarkTemplates).ToList()),
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, MarkTemplates(e.Value)))),
        _ => value,
    };

    private static object Text(string text) => TemplateText.IsTemplate(text) ? new TemplateText(text) : text;
}
