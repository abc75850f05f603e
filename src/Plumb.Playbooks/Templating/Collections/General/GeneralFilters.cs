using System.Globalization;
using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Collections.JmesPath;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Templating.Tests;

namespace Plumb.Playbooks.Templating.Collections.General;

/// <summary>The filters of <c>community.general</c> that need nothing from outside.</summary>
internal static class GeneralFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("json_query", "expr", Query),
        FilterDefinition.Filter("dict_kv", "key", call => new PyDict { [call[0]] = Defined(call.Value) }),
        FilterDefinition.Filter("dict", "", call => ToDict(call.Value), "dict_filter"),
        FilterDefinition.Filter("counter", "", call => Count(call.Value)),
        FilterDefinition.Filter("crc32", "", call => Checksum(call.Value), "crc32s"),
        FilterDefinition.Filter("groupby_as_dict", "attribute", GroupByAsDict),
        FilterDefinition.Filter("random_mac", "seed=None", RandomMac),
        FilterDefinition.Filter("version_sort", "reverse=False", SortByVersion),
        FilterDefinition.Filter("from_csv", "dialect='excel', fieldnames=None, delimiter=None, skipinitialspace=None, strict=None", FromCsv),
        new JinjaFilter("lists_mergeby", (_, value, arguments) => ListsMergeBy.Apply(value, arguments)),
        .. TimeUnits.Filters,
    ];

    private static object? Defined(object? value) => value is Undefined undefined ? throw undefined.Fault() : value;

    private static object? Query(FilterCall call)
    {
        try
        {
            return JmesSearch.Find(call.TextOf(0), Defined(call.Value));
        }
        catch (JmesPathException e)
        {
            throw TemplatingException.Filter($"JMESPathError in json_query filter plugin:\n{e.Message}", e);
        }
        catch (JinjaException e)
        {
            throw TemplatingException.Filter($"Error in jmespath.search in json_query filter plugin:\n{e.Message}", e);
        }
    }

    private static PyDict ToDict(object? value)
    {
        if (value is IPyMapping mapping) return new PyDict(PyMappings.Entries(mapping));
        var dict = new PyDict();
        foreach (var (index, item) in PyValues.Iterate(value).Index())
        {
            if (PyValues.IterateOrNone(item) is not { } pair) throw JinjaException.Type($"cannot convert dictionary update sequence element #{index} to a sequence");
            object?[] parts = [.. pair];
            if (parts.Length != 2) throw JinjaException.Value($"dictionary update sequence element #{index} has length {parts.Length}; 2 is required");
            dict[parts[0]] = parts[1];
        }

        return dict;
    }

    private static PyDict Count(object? value)
    {
        if (Defined(value) is not (IPySequence or string or Markup)) throw TemplatingException.Filter($"Argument for community.general.counter must be a sequence (string or list). {PyText.Str(value)} is <class '{PyTypes.FullNameOf(value)}'>");
        var counts = new PyDict();
        try
        {
            foreach (var item in PyValues.Iterate(value)) counts[item] = PyInteger.Box(counts.TryGet(item, out var known) && known is long count ? count + 1 : 1);
            return counts;
        }
        catch (JinjaException e)
        {
            throw TemplatingException.Filter($"community.general.counter needs a sequence with hashable elements (int, float or str) - {e.Message}", e);
        }
    }

    private static string Checksum(object? value)
    {
        if (Defined(value) is not (string or Markup)) throw TemplatingException.Filter($"Invalid value type (<class '{PyTypes.FullNameOf(value)}'>) for crc32 ({PyText.Repr(value)})");
        var crc = uint.MaxValue;
        foreach (var octet in Encoding.UTF8.GetBytes(PyText.Str(value)))
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xedb88320);
        }

        return (~crc).ToString("x", CultureInfo.InvariantCulture);
    }

    private static PyDict GroupByAsDict(FilterCall call)
    {
        if (Defined(call.Value) is not IPySequence list) throw TemplatingException.Filter("Input is not a sequence");
        var grouped = new PyDict();
        foreach (var (index, item) in list.Index())
        {
            if (item is not IPyMapping element) throw TemplatingException.Filter($"Sequence element #{index} is not a mapping");
            if (!element.TryGet(call[0], out var key)) throw TemplatingException.Filter($"Attribute not contained in element #{index} of sequence");
            if (grouped.ContainsKey(key)) throw TemplatingException.Filter($"Multiple sequence entries have attribute value {PyText.Repr(key)}");
            grouped[key] = element;
        }

        return grouped;
    }

    private static string RandomMac(FilterCall call)
    {
        if (Defined(call.Value) is not (string or Markup)) throw TemplatingException.Filter($"Invalid value type (<class '{PyTypes.FullNameOf(call.Value)}'>) for random_mac ({call.Text})");
        var prefix = call.Text.ToLowerInvariant();
        var bytes = prefix.Split(':');
        if (bytes.Length > 5) throw TemplatingException.Filter($"Invalid value ({prefix}) for random_mac: 5 colon(:) separated items max");
        string[] faults = [.. bytes.Select(b => b.Length == 0 ? "empty item" : b.Length >= 2 && char.IsAsciiHexDigit(b[0]) && char.IsAsciiHexDigit(b[1]) ? "" : $"{b} not hexa byte").Where(f => f.Length > 0)];
        if (faults.Length > 0) throw TemplatingException.Filter($"Invalid value ({prefix}) for random_mac: {string.Join(',', faults)}");

        // Ten hexadecimal digits, the first not zero.
        var drawn = (long)RandomFilters.Generator(call[0]).Range(0x1000000000, 0x10000000000, 1);
        var digits = drawn.ToString("x", CultureInfo.InvariantCulture)[..(2 * (6 - bytes.Length))];
        return prefix + string.Concat(digits.Chunk(2).Select(pair => ":" + new string(pair)));
    }

    private static PyList SortByVersion(FilterCall call)
    {
        var items = PyValues.Iterate(call.Value);
        // Python's order is stable from behind too: equals stay as they were.
        return new PyList(call.Flag(0) ? PythonSorting.By(items.Reverse(), Key).AsEnumerable().Reverse() : PythonSorting.By(items, Key));

        static object Key(object? item) => VersionKeys.Loose(PyText.Str(item));
    }

    private static PyList FromCsv(FilterCall call)
    {
        var dialect = call.TextOf(0) switch
        {
            "excel" or "unix" => new DelimitedText(),
            "excel-tab" => new DelimitedText('\t'),
            var name => throw TemplatingException.Filter($"Dialect '{name}' is not supported by your version of python."),
        };
        if (call[2] is not null) dialect = dialect with { Delimiter = call.TextOf(2) is [var only] ? only : throw TemplatingException.Filter("Unable to create custom dialect: \"delimiter\" must be a 1-character string") };
        if (call[3] is not null) dialect = dialect with { SkipInitialSpace = call.Flag(3) };
        if (call[4] is not null) dialect = dialect with { Strict = call.Flag(4) };
        try
        {
            return Records([.. dialect.Rows(call.Text.TrimStart('\ufeff')).Where(row => row.Count > 0)], call[1]);
        }
        catch (TemplatingException e)
        {
            throw TemplatingException.Filter($"Unable to process file: {e.Message}", e);
        }
    }

    /// <summary>Rows as dictionaries by the names of the first row, or by those given. What has no name is under None.</summary>
    private static PyList Records(List<IReadOnlyList<string>> rows, object? fieldNames)
    {
        List<object?> names = PyValues.Truth(fieldNames) ? [.. PyValues.Iterate(fieldNames)] : rows.Count > 0 ? [.. rows[0]] : [];
        return new PyList(rows.Skip(PyValues.Truth(fieldNames) ? 0 : 1).Select(row =>
        {
            var record = new PyDict();
            foreach (var (index, name) in names.Index()) record[name] = index < row.Count ? row[index] : null;
            if (row.Count > names.Count) record[null] = new PyList(row.Skip(names.Count));
            return record;
        }));
    }
}
