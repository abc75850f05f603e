namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>All lookups that plays may call, by every name.</summary>
internal static class LookupTable
{
    private static readonly Lookup[] All =
    [
        ListLookups.Items,
        ListLookups.List,
        ListLookups.Dict,
        ListLookups.IndexedItems,
        ListLookups.Nested,
        ListLookups.Together,
        ListLookups.RandomChoice,
        SubelementsLookup.Definition,
        SequenceLookup.Definition,
        FileLookups.File,
        FileLookups.Unvault,
        FileLookups.FileGlob,
        FirstFoundLookup.Definition,
        TemplateLookup.Definition,
        CsvFileLookup.Definition,
        IniLookup.Definition,
        VariableLookups.Vars,
        VariableLookups.VarNames,
        VariableLookups.Env,
        ConfigLookup.Definition,
        InventoryHostnamesLookup.Definition,
        ProcessLookups.Pipe,
        ProcessLookups.Lines,
        PasswordLookup.Definition,
        UrlLookup.Definition,
        .. Collections.CollectionTable.Lookups,
    ];

    private static readonly Dictionary<string, Lookup> ByName = Names();

    public static IEnumerable<string> AllNames => ByName.Keys;

    public static Lookup? Find(string name, TemplarSettings settings)
    {
        var own = ByName.GetValueOrDefault(name);
        return settings.Plugins?.Lookup(name, own is not null) ?? own;
    }

    private static Dictionary<string, Lookup> Names()
    {
        Dictionary<string, Lookup> names = new(StringComparer.Ordinal);
        foreach (var lookup in All)
        {
            names.TryAdd(lookup.Name, lookup);
            names[$"{lookup.Collection}.{lookup.Name}"] = lookup;
            if (lookup.Collection == "ansible.builtin") names[$"ansible.legacy.{lookup.Name}"] = lookup;
        }

        return names;
    }
}
