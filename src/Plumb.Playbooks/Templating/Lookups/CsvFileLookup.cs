using System.Globalization;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>A field of the row of a delimited file that begins with a key.</summary>
internal static class CsvFileLookup
{
    private static readonly string[] Names = ["col", "default", "delimiter", "file", "encoding", "keycol"];

    public static readonly Lookup Definition = new("csvfile", Run);

    private static List<object?> Run(LookupCall call)
    {
        // Options in a term stay in force for the terms after it.
        Dictionary<string, object?> options = new(StringComparer.Ordinal)
        {
            ["col"] = call.Option("col", "1"),
            ["default"] = call.Option("default"),
            ["delimiter"] = call.Option("delimiter", "TAB"),
            ["file"] = call.Option("file", "ansible.csv"),
            ["encoding"] = call.Option("encoding", "utf-8"),
            ["keycol"] = call.Option("keycol", "0"),
        };
        if (call.Terms.Count == 0) throw TemplatingException.Failure("Search key is required but was not found");
        List<object?> found = [];
        foreach (var term in call.TextTerms())
        {
            var (key, named) = KeyValueText.Parse(term);
            if (key.Length == 0) throw TemplatingException.Failure("Search key is required but was not found");
            foreach (var (name, value) in named) options[Names.Contains(name) ? name : throw TemplatingException.Failure($"{name} is not a valid option")] = value;
            if (Find(call, key, options) is { } field) found.Add(field);
        }

        return found;
    }

    private static object? Find(LookupCall call, string key, Dictionary<string, object?> options)
    {
        var file = Text("file");
        var content = call.FindFile("files", file) is { } path ? call.Files.Read(path) : null;
        if (content is null) throw TemplatingException.Failure($"csvfile: [Errno 2] No such file or directory: '{file}'");
        var delimiter = Text("delimiter") switch { "TAB" or "\\t" => "\t", var given => given };
        if (delimiter.Length != 1) throw TemplatingException.Failure("csvfile: \"delimiter\" must be a 1-character string");

        var keyColumn = Column("keycol");
        foreach (var row in new DelimitedText(delimiter[0]).Rows(PythonEncoding.Decode(content, Text("encoding"))))
        {
            if (row.Count <= keyColumn || row[keyColumn] != key) continue;
            var column = Column("col");
            if (column < 0) column += row.Count;
            return column >= 0 && column < row.Count ? row[column] : throw TemplatingException.Failure("csvfile: list index out of range");
        }

        return options["default"];

        string Text(string name) => Jinja.Values.PyText.Str(options[name]);

        int Column(string name) => int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw TemplatingException.Failure($"csvfile: invalid literal for int() with base 10: '{Text(name)}'");
    }
}
