using System.Globalization;
using Plumb.Core.Types;
using Plumb.Provider;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Tests;

/// <summary>One attribute of one thing of a provider; what is nested has a dot in its name.</summary>
internal sealed record SchemaRow(string Kind, string Name, string Attribute, string Type, string Flags);

/// <summary>The schemas of a provider, one row an attribute.</summary>
internal static class SchemaRows
{
    public const string Whole = "(schema)";

    public static async Task<IReadOnlyList<SchemaRow>> Of(IProvider provider, string name)
    {
        var schema = await provider.GetSchemaAsync(TestContext.Current.CancellationToken);
        var rows = new List<SchemaRow>();
        if (schema.Provider.Block.Attributes.Count + schema.Provider.Block.Blocks.Count > 0) rows.AddRange(Rows("provider", name, schema.Provider));
        foreach (var (type, resource) in schema.Resources) rows.AddRange(Rows("resource", type, resource));
        foreach (var (type, data) in schema.DataSources) rows.AddRange(Rows("data", type, data));
        foreach (var (type, ephemeral) in schema.EphemeralResources) rows.AddRange(Rows("ephemeral", type, ephemeral));
        foreach (var function in schema.Functions.Values) rows.AddRange(function.Parameters.Select(p => new SchemaRow("function", function.Name, p.Name, TypeText(p.Type), "parameter")));
        return rows;
    }

    private static IEnumerable<SchemaRow> Rows(string kind, string name, Schema schema) =>
    [
        new(kind, name, Whole, string.Create(CultureInfo.InvariantCulture, $"version {schema.Version}"), schema.Block.DeprecationMessage is null ? "" : "deprecated"),
        .. Rows(kind, name, "", schema.Block),
    ];

    private static IEnumerable<SchemaRow> Rows(string kind, string name, string prefix, BlockSchema block)
    {
        foreach (var attribute in block.Attributes)
        {
            yield return new(kind, name, prefix + attribute.Name, TypeText(attribute.ImpliedType), Flags(attribute));
            if (attribute.ImpliedType is not ListType { Element: ObjectType element }) continue;
            foreach (var inner in element.Attributes) yield return new(kind, name, $"{prefix}{attribute.Name}.{inner.Name}", TypeText(inner.Type), "");
        }
        foreach (var nested in block.Blocks)
        {
            yield return new(kind, name, prefix + nested.Name, $"block {nested.Nesting.ToString().ToLowerInvariant()}", "");
            foreach (var row in Rows(kind, name, $"{prefix}{nested.Name}.", nested.Block)) yield return row;
        }
    }

    private static string Flags(AttributeSchema attribute)
    {
        (bool IsSet, string Flag)[] flags =
        [
            (attribute.Required, "required"), (attribute.Optional, "optional"), (attribute.Computed, "computed"), (attribute.Sensitive, "sensitive"),
            (attribute.WriteOnly, "write-only"), (attribute.DeprecationMessage is not null, "deprecated"),
        ];
        return string.Join(' ', flags.Where(f => f.IsSet).Select(f => f.Flag));
    }

    private static string TypeText(DataType type) => type switch
    {
        ListType list => $"list of {TypeText(list.Element)}",
        SetType set => $"set of {TypeText(set.Element)}",
        MapType map => $"map of {TypeText(map.Element)}",
        ObjectType => "object",
        _ => type == DataType.Bool ? "bool" : type == DataType.Number ? "number" : "string",
    };
}
