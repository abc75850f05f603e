using Plumb.Operations.Data;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Documentation as the JSON that editors and checkers read from <c>ansible-doc -j</c>; keys are sorted.</summary>
internal static class DocJson
{
    public static string Write(IEnumerable<KeyValuePair<string, DataValue>> entries)
    {
        var sorted = Sorted(new MapData([.. entries]));
        return (sorted is MapData { Count: 0 } ? "{}" : DataJson.Write(sorted, indented: true)) + "\n";
    }

    public static MapData Of(PluginDoc doc) => new MapBuilder
    {
        {
            "doc", new MapBuilder
            {
                { doc.Type == "module" ? "module" : "name", doc.Name },
                { "collection", doc.Collection },
                { "short_description", doc.Summary },
                { "description", DataValue.Of(doc.Description.Count > 0 ? doc.Description : [doc.Summary]) },
                { "options", Options(doc.Options) },
                { "filename", doc.Origin },
                { "has_action", false },
            }.AddAll(Attributes(doc)).Build()
        },
        { "examples", DataValue.Null },
        { "metadata", DataValue.Null },
        { "return", DataValue.Null },
    }.Build();

    public static MapData Of(RoleDoc role, string? entryPoint) => new MapBuilder
    {
        { "collection", "" },
        { "path", role.Path },
        { "entry_points", new MapData([.. role.EntryPoints.Where(p => entryPoint is null || p.Name == entryPoint).Select(p => KeyValuePair.Create(p.Name, (DataValue)p.Written))]) },
    }.Build();

    private static MapData Attributes(PluginDoc doc)
    {
        var more = new MapBuilder();
        if (doc.Positional is { Length: > 0 } positional) more.Add("positional", positional);
        if (doc.CheckMode is { } support)
        {
            more.Add("attributes", new MapBuilder
            {
                { "check_mode", new MapBuilder { { "description", "Tells what would change, and changes nothing" }, { "support", support } }.Build() },
            }.Build());
        }
        return more.Build();
    }

    private static MapData Options(IEnumerable<OptionDoc> options) => new([.. options.Select(o => KeyValuePair.Create(o.Name, (DataValue)Of(o)))]);

    private static MapData Of(OptionDoc option)
    {
        var map = new MapBuilder { { "description", DataValue.Of(option.Description) }, { "type", option.Type } };
        if (option.Required) map.Add("required", true);
        if (option.Default is { } value) map.Add("default", value);
        if (option.Choices.Count > 0) map.Add("choices", DataValue.Of(option.Choices));
        if (option.Aliases.Count > 0) map.Add("aliases", DataValue.Of(option.Aliases));
        if (option.Elements is { } elements) map.Add("elements", elements);
        if (option.Options.Count > 0) map.Add("suboptions", Options(option.Options));
        return map.Build();
    }

    private static DataValue Sorted(DataValue value) => value switch
    {
        MapData map => new MapData([.. map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, Sorted(e.Value)))]),
        ListData list => new ListData([.. list.Items.Select(Sorted)]),
        _ => value,
    };
}
