using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Templating.YamlText;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Inventory.Listing;

/// <summary>A listing as text, byte for byte as inventory programs print it: JSON with sorted keys and four blanks, YAML as PyYAML writes it, TOML.</summary>
public static class ListingText
{
    private static readonly PythonJsonWriter Json = new() { Indent = "    ", SortKeys = true, EnsureAscii = false, ItemSeparator = "," };
    private static readonly PythonJsonWriter AsWritten = new() { Indent = "    ", EnsureAscii = false, ItemSeparator = "," };

    public static string Write(InventoryListing listing, ListingFormat format) => Write(format switch
    {
        ListingFormat.Yaml => listing.ForYaml(),
        ListingFormat.Toml => listing.ForToml(),
        _ => listing.ForPrograms(),
    }, format);

    public static string Write(PyDict document, ListingFormat format) =>
        format == ListingFormat.Toml ? TomlWriter.Write(new ListedValue(text => text.Envelope).Of(document) as PyDict ?? document) : WriteValue(document, format);

    /// <summary>Any value, as JSON or YAML.</summary>
    public static string WriteValue(object? value, ListingFormat format) => format == ListingFormat.Yaml
        ? YamlRepresentation.Dump(new ListedValue(text => text).Of(value), new YamlFormat { FlowStyle = false })
        : WriteJson(new ListedValue(VaultObject).Of(value));

    /// <summary>Keys that have no order, such as texts beside numbers, stay in the order in which they are.</summary>
    private static string WriteJson(object? value)
    {
        try
        {
            return Json.Write(value);
        }
        catch (JinjaException fault) when (fault.PythonClass == "TypeError")
        {
            return AsWritten.Write(value);
        }
    }

    /// <summary>In JSON, a vaulted text is an object that inventory readers know.</summary>
    private static PyDict VaultObject(VaultedText text)
    {
        var value = new PyDict(1);
        value["__ansible_vault"] = text.Envelope;
        return value;
    }
}
