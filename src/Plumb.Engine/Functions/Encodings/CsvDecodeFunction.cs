using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Encodings;

/// <summary><c>csvdecode</c>: a table with a header as a list of objects of strings.</summary>
internal static class CsvDecodeFunction
{
    internal static Function Create() => new()
    {
        Name = "csvdecode",
        Description = "Reads comma-separated values as a list of objects, one for each row; the first row names the attributes.",
        Parameters = [new Parameter("str", DataType.String)],
        ReturnType = static call => TypeOfRows(call),
        RefineResult = Function.NeverNull,
        Body = Decode,
    };

    private static DataType TypeOfRows(FunctionCall call)
    {
        if (!call[0].IsKnown) return DataType.Dynamic;
        var reader = new CsvReader(call.TextAt(0));
        var header = reader.Read(out var error);
        if (header is null) return call.FailType(error is null ? "there is no row with the names of the columns" : Locate(reader, error));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in header)
            if (!names.Add(Normal(name))) return call.FailType($"two columns have the name \"{name}\"");
        return DataType.List(DataType.Object(names.Select(name => KeyValuePair.Create<string, DataType>(name, DataType.String))));
    }

    private static Value Decode(FunctionCall call)
    {
        var type = (ObjectType)((ListType)call.ReturnType).Element;
        var reader = new CsvReader(call.TextAt(0));
        int[] places = [.. (reader.Read(out _) ?? []).Select(name => type.IndexOf(Normal(name)))];
        var rows = new List<Value>();
        while (reader.Read(out var error) is var row)
        {
            if (error is not null) return call.Fail(Locate(reader, error));
            if (row is null) break;
            if (row.Count != places.Length) return call.Fail(Locate(reader, $"the row has {row.Count} fields, and the header has {places.Length}"));
            var values = new Value[places.Length];
            for (var i = 0; i < values.Length; i++) values[places[i]] = Value.String(row[i]);
            rows.Add(ObjectValue.OfType(type, values));
        }
        return Value.List(type, rows);
    }

    private static string Normal(string name) => Value.String(name).Text;

    private static string Locate(CsvReader reader, string error) => $"line {reader.Line} of the text: {error}";
}
