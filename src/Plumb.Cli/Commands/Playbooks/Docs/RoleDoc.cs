using Plumb.Operations.Data;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>What a role says of its arguments.</summary>
internal sealed record RoleDoc(string Name, string Path, IReadOnlyList<EntryPointDoc> EntryPoints);

/// <summary>One file of tasks that a role can be entered by, with its specification as written.</summary>
internal sealed record EntryPointDoc(string Name, MapData Written)
{
    public string Summary => Texts(Written["short_description"]) is [var first, ..] ? first : "";

    public IReadOnlyList<string> Description => Texts(Written["description"]);

    public IReadOnlyList<string> Authors => Texts(Written["author"]);

    public IReadOnlyList<OptionDoc> Options => OptionsOf(Written["options"]);

    internal static IReadOnlyList<OptionDoc> OptionsOf(DataValue? written) =>
        written is MapData options ? [.. options.Entries.Select(e => OptionOf(e.Key, e.Value as MapData ?? MapData.Empty))] : [];

    private static OptionDoc OptionOf(string name, MapData written) => new(name, Texts(written["type"]) is [var type] ? type : "str", Texts(written["description"]))
    {
        Required = written["required"] is BooleanData { Value: true },
        Default = written["default"],
        Choices = written["choices"] is ListData choices ? choices.Items : [],
        Aliases = Texts(written["aliases"]),
        Elements = Texts(written["elements"]) is [var elements] ? elements : null,
        Options = OptionsOf(written["options"]),
    };

    /// <summary>Where a list of texts is expected, one text will do.</summary>
    private static IReadOnlyList<string> Texts(DataValue? value) => value switch
    {
        null or NullData => [],
        ListData list => [.. list.Items.Select(PythonText.Str)],
        _ => [PythonText.Str(value)],
    };
}
