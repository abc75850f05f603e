using System.Text;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Tests;

/// <summary>
/// The table of all public attributes of the official providers that ours stand for, in <c>docs/embedded-providers.md</c>: what is
/// public stands in <c>tests/golden/embedded</c>, what is ours comes from the schemas. <c>UPDATE_GOLDEN=1</c> writes it anew.
/// </summary>
public sealed class AttributeTableTests
{
    private const string Head = """
        # Attributes of the embedded providers

        Every attribute of the official providers that ours stand for, and whether it is there. A test writes this table from the
        schemas of the program and the lists in `tests/golden/embedded`; it fails where the table is not true any more. How what is
        supported may behave otherwise stands in [providers.md](providers.md).


        """;

    [Fact]
    public async Task The_table_of_attributes_is_true()
    {
        var table = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var embedded in EmbeddedProviders.All.Where(p => p.Address != ProviderAddress.BuiltinTerraform))
        {
            var name = embedded.Address.Type;
            var listed = Listed(name, out var version);
            Assert.Equal(embedded.StandsForVersion, version);
            await using var provider = embedded.Create();
            Append(table, $"hashicorp/{name} {version}", listed, await SchemaRows.Of(provider, name));
        }
        var path = Path.Combine(Repository(), "docs", "embedded-providers.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true") File.WriteAllText(path, table.ToString());
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", table.ToString());
    }

    [Fact]
    public async Task What_is_to_go_is_warned_of()
    {
        (string, Value) length = ("length", Value.Number(3));
        Assert.Equal(["Attribute Deprecated"], await new Embedded("random", "random_string").Warnings(length, ("number", Value.True)));
        Assert.Empty(await new Embedded("random", "random_string").Warnings(length, ("numeric", Value.True)));
        Assert.Equal(["Attribute Deprecated"], await new Embedded("local", "local_file").Warnings(("filename", Value.String("x")), ("sensitive_content", Value.String("x"))));
        Assert.Equal(["Deprecated"], await new Embedded("null", "null_data_source").Warnings());
        Assert.Equal(["Deprecated"], await new Embedded("cloudinit", "cloudinit_config").Warnings());
    }

    [Fact]
    public async Task Numbers_that_count_are_whole_and_not_too_large()
    {
        foreach (var (type, name) in new[] { ("random_string", "length"), ("random_bytes", "length"), ("random_id", "byte_length"), ("random_pet", "length"), ("random_shuffle", "result_count") })
        {
            Assert.Equal(["Value Conversion Error"], await new Embedded("random", type).Problems((name, Value.Number(Core.Numerics.Number.Parse("1.5")))));
            Assert.Equal(["Invalid Attribute Value"], await new Embedded("random", type).Problems((name, Value.Number(1L << 40))));
        }
    }

    [Fact]
    public async Task Everything_is_described()
    {
        foreach (var embedded in EmbeddedProviders.All.Where(p => p.Address != ProviderAddress.BuiltinTerraform))
        {
            await using var provider = embedded.Create();
            var schema = await provider.GetSchemaAsync(TestContext.Current.CancellationToken);
            foreach (var (type, thing) in schema.Resources.Concat(schema.DataSources).Concat(schema.EphemeralResources)) Described(type, thing.Block);
            Assert.All(schema.Functions.Values, f => Assert.NotEqual("", f.Description));
        }

        static void Described(string path, BlockSchema block)
        {
            Assert.True(block.Description.Length > 0, path);
            foreach (var attribute in block.Attributes) Assert.True(attribute.Description.Length > 0, $"{path}.{attribute.Name}");
            foreach (var nested in block.Blocks) Described($"{path}.{nested.Name}", nested.Block);
        }
    }

    private static void Append(StringBuilder table, string heading, IReadOnlyList<SchemaRow> listed, IReadOnlyList<SchemaRow> served)
    {
        table.Append($"## {heading}\n\n");
        var ours = served.ToDictionary(r => (r.Kind, r.Name, r.Attribute));
        foreach (var thing in listed.Concat(served).GroupBy(r => (r.Kind, r.Name)))
        {
            table.Append($"### {thing.Key.Kind} `{thing.Key.Name}`\n\n| attribute | type | flags | |\n|---|---|---|---|\n");
            foreach (var row in thing.DistinctBy(r => r.Attribute)) table.Append($"| `{row.Attribute}` | {row.Type} | {row.Flags} | {Status(row, listed, ours)} |\n");
            table.Append('\n');
        }
        table.Length--;
        table.Append('\n');
    }

    private static string Status(SchemaRow row, IReadOnlyList<SchemaRow> listed, Dictionary<(string, string, string), SchemaRow> ours)
    {
        if (!ours.TryGetValue((row.Kind, row.Name, row.Attribute), out var own)) return "not";
        if (own == row) return listed.Contains(row) ? "supported" : "only here";
        return $"differs: {own.Type} {own.Flags}".TrimEnd();
    }

    private static List<SchemaRow> Listed(string provider, out string version)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository(), "tests", "golden", "embedded", provider + ".txt"));
        version = lines[0].Split(' ')[2].TrimEnd(':');
        return [.. lines.Skip(1).Select(l => l.Split('\t')).Select(c => new SchemaRow(c[0], c[1], c[2], c[3], c.Length > 4 ? c[4] : ""))];
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "plumb.slnx"))) directory = Path.GetDirectoryName(directory.TrimEnd('/')) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory;
    }
}
