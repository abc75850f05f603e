using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Operations.Data;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Yaml;

/// <summary>YAML that is read as plain data, where templates are only text: documentation, metadata of roles, requirements.</summary>
public static class YamlData
{
    public static DataValue Read(YamlNode node, DiagnosticBag diagnostics) => ToData(new VariableReader(VaultSecrets.None, diagnostics).Read(node));

    private static DataValue ToData(object? value) => value switch
    {
        null => DataValue.Null,
        bool flag => DataValue.Of(flag),
        long number => DataValue.Of(number),
        double number => DataValue.Of(number),
        string text => DataValue.Of(text),
        TemplateText template => DataValue.Of(template.Source),
        VaultedText => DataValue.Null,
        PyDict map => new MapData([.. map.Entries.Select(e => KeyValuePair.Create(PyValues.Str(e.Key), ToData(e.Value)))]),
        PyList list => DataValue.Of(list.Select(ToData)),
        _ => DataValue.Of(PyValues.Str(value)),
    };
}
