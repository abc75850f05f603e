using System.Text;
using Plumb.Core.Types;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Postgresql.Tests;

/// <summary>The attributes in <c>docs/providers/postgresql.md</c> are those of the schemas. <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class DocumentationTests
{
    private const string Heading = "## Attributes\n";

    [Fact]
    public async Task The_list_of_attributes_is_true()
    {
        var path = Path.Combine(Repository(), "docs", "providers", "postgresql.md");
        var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var head = written[..(written.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length)];
        await using var provider = PostgresqlProvider.Create(_ => null, TimeProvider.System);
        var schema = await provider.GetSchemaAsync(TestContext.Current.CancellationToken);
        var text = new StringBuilder(head);
        AppendTable(text, "provider block", schema.Provider.Block);
        foreach (var (name, resource) in schema.Resources.OrderBy(r => r.Key, StringComparer.Ordinal)) AppendTable(text, $"resource `{name}`", resource.Block);
        foreach (var (name, data) in schema.DataSources.OrderBy(r => r.Key, StringComparer.Ordinal)) AppendTable(text, $"data `{name}`", data.Block);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true") await File.WriteAllTextAsync(path, text.ToString(), TestContext.Current.CancellationToken);
        else Assert.Equal(text.ToString(), written);
    }

    private static void AppendTable(StringBuilder text, string heading, BlockSchema block)
    {
        text.Append($"\n### {heading}\n\n| attribute | type | flags | |\n|---|---|---|---|\n");
        Append(text, "", block);
    }

    private static void Append(StringBuilder text, string prefix, BlockSchema block)
    {
        foreach (var attribute in block.Attributes) text.Append($"| `{prefix}{attribute.Name}` | {Type(attribute.ImpliedType)} | {Flags(attribute)} | {Said(attribute)} |\n");
        foreach (var nested in block.Blocks)
        {
            text.Append($"| `{prefix}{nested.Name}` | {(nested.MaxItems == 1 ? "block" : "blocks")} | | {nested.Block.Description} |\n");
            Append(text, $"{prefix}{nested.Name}.", nested.Block);
        }
    }

    private static string Type(DataType type) => type switch
    {
        SetType { Element: var element } => $"set of {Type(element)}",
        ListType { Element: var element } => $"list of {Type(element)}",
        ObjectType o => $"object ({string.Join(", ", o.Attributes.Select(a => a.Name))})",
        _ => type.ToString() ?? "",
    };

    private static string Flags(AttributeSchema attribute) => string.Join(", ", new[]
    {
        attribute.Required ? "required" : attribute.Optional ? "optional" : "computed",
        attribute.Sensitive ? "sensitive" : "",
        attribute.WriteOnly ? "write-only" : "",
        attribute.DeprecationMessage is null ? "" : "deprecated",
    }.Where(f => f.Length > 0));

    private static string Said(AttributeSchema attribute)
    {
        var preset = attribute.Behavior?.Default is { } value ? $"Default: `{value}`." : "";
        return $"{attribute.Description} {preset}".Trim();
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "plumb.slnx"))) directory = Path.GetDirectoryName(directory.TrimEnd('/')) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory;
    }
}
