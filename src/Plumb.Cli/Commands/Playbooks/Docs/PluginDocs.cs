using Plumb.Operations.Data;
using Plumb.Playbooks.Documentation;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>All documentation there is, by type.</summary>
internal static class PluginDocs
{
    /// <summary>The types that have names here; the peer's others are of Python's plugins.</summary>
    public static IReadOnlyList<string> Types { get; } = ["module", "filter", "test", "lookup", "role", "keyword"];

    /// <summary>In the order of full names.</summary>
    public static IReadOnlyList<PluginDoc> Of(string type) =>
    [
        .. (type switch
        {
            "module" => ModuleDocs.All.Concat(ActionSpecs.All.Select(ModuleDocs.Of)).DistinctBy(d => d.FullName),
            "filter" => FilterSummaries.All.Select(s => Of("filter", s)),
            "test" => TestSummaries.All.Select(s => Of("test", s)),
            "lookup" => LookupSummaries.All.Select(Lookup),
            _ => [],
        }).OrderBy(d => d.FullName, StringComparer.Ordinal),
    ];

    private static PluginDoc Of(string type, PluginSummary summary) => new(type, summary.Name, summary.Collection, summary.Summary)
    {
        Description = [summary.Summary + "."],
        Positional = string.Join(", ", Parameters(summary).Select(o => o.Name).Prepend("_input")),
        Options = [new OptionDoc("_input", "raw", ["The value."]) { Required = true }, .. Parameters(summary)],
    };

    private static PluginDoc Lookup(PluginSummary summary)
    {
        var options = Parameters(summary).Where(o => o.Name != "terms").ToArray();
        return new("lookup", summary.Name, summary.Collection, summary.Summary)
        {
            Description = [summary.Summary + "."],
            Positional = string.Join(", ", options.Select(o => $"{o.Name}={(o.Default is { } value ? PythonText.Repr(value) : "None")}").Prepend("< _terms >")),
            Options = [new OptionDoc("_terms", "list", ["What to look up."]) { Required = true }, .. options],
        };
    }

    private static IEnumerable<OptionDoc> Parameters(PluginSummary summary)
    {
        foreach (var parameter in summary.Parameters.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? parameter : parameter[..equals]).Replace(" ...", "", StringComparison.Ordinal);
            yield return new OptionDoc(name, parameter.EndsWith(" ...", StringComparison.Ordinal) ? "list" : "raw", []) { Default = equals < 0 ? null : parameter[(equals + 1)..] };
        }
    }
}
