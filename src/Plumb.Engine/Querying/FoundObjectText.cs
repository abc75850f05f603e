using System.Globalization;
using System.Text;
using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Generating;
using Plumb.Hcl.Formatting;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Querying;

/// <summary>Writes the blocks that take a found object in: one that describes it, and one that imports it.</summary>
internal static class FoundObjectText
{
    public static FoundObject Write(FoundObject found, ResourceSite site, ResourceInstanceAddress list, int index, BlockSchema schema, GeneratedConfig described)
    {
        var key = list.Key.IsNone ? "" : "_" + Word(list.Key.IsNumber ? list.Key.Number.ToString(CultureInfo.InvariantCulture) : list.Key.Text);
        var name = new ResourceName(ResourceMode.Managed, site.Type, string.Create(CultureInfo.InvariantCulture, $"{site.Config.Name.Name}{key}_{index}"));
        return found with
        {
            Name = name,
            Config = ResourceText.Write(name, site.Config.Provider, schema, described.Value, described.IsConfiguration),
            ImportConfig = Import(name, site, found.Identity),
        };
    }

    private static string Import(ResourceName name, ResourceSite site, Value identity)
    {
        var text = new StringBuilder("import {\n").Append("to = ").Append(name).Append("\nprovider = ").Append(site.Config.Provider)
            .Append(site.Config.Provider.Key is { } key ? $"[{key.Span.Text}]" : "").Append("\nidentity = {\n");
        foreach (var (attribute, value) in ((NamedValues)identity).Entries)
            if (!value.IsNull) text.Append(attribute).Append(" = ").Append(Literal(value)).Append('\n');
        return HclFormatter.FormatTokens(text.Append("}\n}").ToString());
    }

    /// <summary>Identities are made of texts, numbers, bools and lists of them.</summary>
    private static string Literal(Value value) => value switch
    {
        StringValue text => QuotedText.Quote(text.Text),
        BoolValue flag => flag.IsTrue ? "true" : "false",
        NumberValue number => number.Number.ToString(),
        SequenceValue sequence => $"[{string.Join(", ", sequence.Elements.Select(Literal))}]",
        _ => "null",
    };

    private static string Word(string key) => string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
}
