using System.Globalization;
using System.Text;
using Plumb.Core.Types;
using Plumb.Provider;
using Plumb.Provider.Schemas;

namespace Plumb.Tests.Shared.Schemas;

/// <summary>One attribute of one thing of a provider; what is nested has a dot in its name.</summary>
internal sealed record CommunityRow(string Kind, string Thing, string Attribute, string Type, string Flags);

/// <summary>
/// What the provider of a community has, attribute by attribute, beside one of ours that takes its place. What the community's has stands in
/// <c>tests/golden/community</c>, made from its documentation or sources; why ours lacks something, or has it otherwise, stands beside it.
/// </summary>
internal static class CommunityTable
{
    /// <summary>Holds <c>docs/providers/NAME-attributes.md</c> against the schemas; <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
    public static async Task HoldAsync(IProvider provider, string name)
    {
        var folder = Path.Combine(Repository(), "tests", "golden", "community");
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, name + ".txt"));
        var theirs = lines.Skip(1).Select(l => l.Split('\t')).Select(c => new CommunityRow(c[0], c[1], c[2], c[3].EndsWith(" of object", StringComparison.Ordinal) ? "block" : c[3], c[4])).ToArray();
        var ours = Rows(await provider.GetSchemaAsync(CancellationToken.None), name).ToArray();
        var reasons = new Reasons(await File.ReadAllLinesAsync(Path.Combine(folder, name + ".reasons.txt")));
        var table = Write(lines[0], theirs, ours, reasons);
        Assert.True(reasons.Missing.Count == 0, "no reason for:\n" + string.Join('\n', reasons.Missing));
        Assert.True(!reasons.Unused.Any(), "a reason for nothing:\n" + string.Join('\n', reasons.Unused));
        var path = Path.Combine(Repository(), "docs", "providers", name + "-attributes.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true") await File.WriteAllTextAsync(path, table);
        Assert.Equal(table, await File.ReadAllTextAsync(path));
    }

    private static string Write(string source, CommunityRow[] theirs, CommunityRow[] ours, Reasons reasons)
    {
        var own = ours.ToDictionary(r => (r.Kind, r.Thing, r.Attribute));
        var listed = theirs.Select(r => (r.Kind, r.Thing, r.Attribute)).ToHashSet();
        var (supported, differing, refused, missing, body) = (0, 0, 0, 0, new StringBuilder());
        foreach (var thing in theirs.Concat(ours).GroupBy(r => (r.Kind, r.Thing)).OrderBy(g => Array.IndexOf(["provider", "resource", "data", "action"], g.Key.Kind)).ThenBy(g => g.Key.Thing, StringComparer.Ordinal))
        {
            body.Append(CultureInfo.InvariantCulture, $"\n## {thing.Key.Kind} `{thing.Key.Thing}`\n\n");
            if (!ours.Any(r => (r.Kind, r.Thing) == thing.Key))
            {
                missing += thing.Count();
                body.Append(CultureInfo.InvariantCulture, $"Not here, with its {thing.Count()} attributes: {reasons.Of(thing.First() with { Attribute = "*" })}\n");
                continue;
            }
            body.Append("| attribute | type | | |\n|---|---|---|---|\n");
            foreach (var row in thing.DistinctBy(r => r.Attribute).OrderBy(r => r.Attribute, StringComparer.Ordinal))
            {
                string status;
                if (!own.TryGetValue((row.Kind, row.Thing, row.Attribute), out var here)) (status, missing) = ("not: " + reasons.Of(row), missing + 1);
                else if (!listed.Contains((row.Kind, row.Thing, row.Attribute))) status = row.Attribute == "id" ? "supported" : "only here";
                else if (reasons.Note(row) is { } note) (status, refused) = ("taken, and " + note, refused + 1);
                else if (IsSame(row, here)) (status, supported) = ("supported", supported + 1);
                else (status, differing) = ($"differs ({here.Type}, {here.Flags}): {reasons.Of(row)}", differing + 1);
                body.Append(CultureInfo.InvariantCulture, $"| `{row.Attribute}` | {row.Type} | {row.Flags} | {status} |\n");
            }
        }
        return $"""
            # Attributes of {source.Split(' ')[0]} that are here

            Every attribute of the community's provider (`{source}`), and whether ours has it. A test writes this table from the schemas of our provider and
            the lists in `tests/golden/community`, and fails where it is not true any more. Of {theirs.Length} attributes {supported} are supported, {refused} are
            taken and refused or without effect, {differing} are there and differ, and {missing} are not there.

            """.ReplaceLineEndings("\n") + body;
    }

    /// <summary>What a configuration may write and refer to. Whether a value that is left out is filled in is the provider's own affair.</summary>
    private static bool IsSame(CommunityRow theirs, CommunityRow ours) => theirs.Type == ours.Type && IsWritable(theirs) == IsWritable(ours) && Has(theirs, "required") == Has(ours, "required");

    private static bool IsWritable(CommunityRow row) => row.Type == "block" || Has(row, "required") || Has(row, "optional");

    private static bool Has(CommunityRow row, string flag) => row.Flags.Contains(flag, StringComparison.Ordinal);

    private static IEnumerable<CommunityRow> Rows(ProviderSchema schema, string name) =>
        Rows("provider", name, "", schema.Provider.Block)
            .Concat(schema.Resources.SelectMany(r => Rows("resource", r.Key, "", r.Value.Block)))
            .Concat(schema.DataSources.SelectMany(r => Rows("data", r.Key, "", r.Value.Block)))
            .Concat(schema.Actions.SelectMany(r => Rows("action", r.Key, "", r.Value.Block)));

    private static IEnumerable<CommunityRow> Rows(string kind, string thing, string prefix, BlockSchema block)
    {
        foreach (var attribute in block.Attributes)
        {
            yield return new CommunityRow(kind, thing, prefix + attribute.Name, Type(attribute.ImpliedType), Flags(attribute));
            if (Objects(attribute.ImpliedType) is not { } element) continue;
            foreach (var inner in element.Attributes) yield return new CommunityRow(kind, thing, $"{prefix}{attribute.Name}.{inner.Name}", Type(inner.Type), attribute.Optional || attribute.Required ? "optional" : "computed");
        }
        foreach (var nested in block.Blocks)
        {
            yield return new CommunityRow(kind, thing, prefix + nested.Name, "block", nested.MinItems > 0 ? "required" : "optional");
            foreach (var row in Rows(kind, thing, $"{prefix}{nested.Name}.", nested.Block)) yield return row;
        }
    }

    private static ObjectType? Objects(DataType type) => type switch
    {
        ListType { Element: ObjectType list } => list,
        SetType { Element: ObjectType set } => set,
        _ => null,
    };

    private static string Type(DataType type) => type switch
    {
        _ when Objects(type) is not null => "block",
        ListType list => $"list of {Type(list.Element)}",
        SetType set => $"set of {Type(set.Element)}",
        MapType map => $"map of {Type(map.Element)}",
        _ => type == DataType.Bool ? "bool" : type == DataType.Number ? "number" : "string",
    };

    private static string Flags(AttributeSchema attribute) => string.Join(", ", new[]
    {
        attribute.Required ? "required" : attribute.Optional ? "optional" : "computed",
        attribute.Sensitive ? "sensitive" : "",
        attribute.WriteOnly ? "write-only" : "",
        attribute.DeprecationMessage is null ? "" : "deprecated",
    }.Where(f => f.Length > 0));

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "plumb.slnx"))) directory = Path.GetDirectoryName(directory.TrimEnd('/')) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory;
    }

    /// <summary>Why something is not there: kind, thing and attribute, or the beginning of several with a star after it.</summary>
    private sealed class Reasons(string[] lines)
    {
        private readonly string[][] _all = [.. lines.Where(l => l.Length > 0).Select(l => l.Split('\t'))];
        private readonly HashSet<string[]> _used = [];

        public List<string> Missing { get; } = [];

        public IEnumerable<string> Unused => _all.Where(r => !_used.Contains(r)).Select(r => string.Join(' ', r));

        public string Of(CommunityRow row)
        {
            if (Note(row) is { } reason) return reason;
            Missing.Add($"{row.Kind} {row.Thing} {row.Attribute} {row.Type} {row.Flags}");
            return "";
        }

        /// <summary>Null where there is nothing to say.</summary>
        public string? Note(CommunityRow row)
        {
            if (_all.FirstOrDefault(r => r[0] == row.Kind && r[1] == row.Thing && Matches(r[2], row.Attribute)) is not { } reason) return null;
            _used.Add(reason);
            return reason[3];
        }

        private static bool Matches(string pattern, string attribute) => pattern == attribute || (pattern.EndsWith('*') && pattern.Length > 1 && attribute.StartsWith(pattern[..^1], StringComparison.Ordinal));
    }
}
