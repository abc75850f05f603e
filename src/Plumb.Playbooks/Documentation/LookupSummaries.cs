namespace Plumb.Playbooks.Documentation;

/// <summary>What lookups are for.</summary>
public static class LookupSummaries
{
    /// <summary>The visible list, in the order of names, those of other collections last.</summary>
    public static IReadOnlyList<PluginSummary> All { get; } =
    [
        new("config", "terms ..., plugin_type, plugin_name, on_missing=error", "Settings of the run"),
        new("csvfile", "terms ..., col=1, default, delimiter=TAB, encoding=utf-8, file=ansible.csv", "A cell of a file of separated values"),
        new("dict", "terms ...", "The pairs of mappings"),
        new("env", "terms ..., default", "Environment variables of the controller"),
        new("file", "terms ..., lstrip=false, rstrip=true", "What files of the controller hold"),
        new("fileglob", "terms ...", "The files of the controller that shell patterns match"),
        new("first_found", "terms ..., files, paths, skip=false", "The first file that exists"),
        new("indexed_items", "terms ...", "Elements with their indexes"),
        new("ini", "terms ..., case_sensitive=false, default, encoding=utf-8, file=ansible.ini, re=false, section=global, type=ini", "Values of an INI or properties file"),
        new("inventory_hostnames", "terms ...", "The hosts that patterns of the inventory match"),
        new("items", "terms ...", "Elements of lists, inner lists in place"),
        new("lines", "terms ...", "The lines that commands on the controller print"),
        new("list", "terms ...", "The lists as they are"),
        new("nested", "terms ...", "All combinations of one element of each list"),
        new("password", "terms ..., chars, encrypt, ident, length=20, seed", "A password by chance, kept in a file"),
        new("pipe", "terms ...", "What a command on the controller prints"),
        new("random_choice", "terms ...", "One of the values by chance"),
        new("sequence", "terms ..., count, start=1, end, stride=1, format", "Numbers in a row"),
        new("subelements", "terms ..., skip_missing=false", "Pairs of each element and the elements of a list in it"),
        new("template", "terms ..., convert_data=true, variable_start_string, variable_end_string, template_vars", "A file of the controller, rendered"),
        new("together", "terms ...", "Lists merged element by element"),
        new("unvault", "terms ...", "What vaulted files of the controller hold"),
        new("url", "terms ..., split_lines=true, validate_certs=true, username, password, headers, timeout=10", "What URLs answer"),
        new("varnames", "terms ...", "The names of variables that regular expressions match"),
        new("vars", "terms ..., default", "The values of variables by name"),
        new("cartesian", "terms ...", "All combinations of one element of each list") { Collection = "community.general" },
        new("flattened", "terms ...", "Elements of lists, inner lists of any depth in place") { Collection = "community.general" },
        new("random_pet", "words=2, length, prefix, separator=-", "Words that make a name, by chance") { Collection = "community.general" },
        new("random_string", "length=8, upper=true, lower=true, numbers=true, special=true, min_upper=0, min_lower=0, min_numeric=0, min_special=0, override_special, override_all, base64=false", "Characters by chance") { Collection = "community.general" },
    ];
}
