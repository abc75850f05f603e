using System.Numerics;
using Plumb.Jinja.Values;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Actions;

/// <summary>Between the values of templates and the plain data that operations take and give. What a host gives is never a template.</summary>
internal static class DataConversion
{
    public static MapData ToMap(PyDict values) => new([.. values.Entries.Select(e => KeyValuePair.Create(PyText.Str(e.Key), ToData(e.Value)))]);

    public static DataValue ToData(object? value) => value switch
    {
        null => DataValue.Null,
        bool truth => DataValue.Of(truth),
        long number => DataValue.Of(number),
        int number => DataValue.Of((long)number),
        double number => DataValue.Of(number),
        BigInteger number => DataValue.Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        string text => DataValue.Of(text),
        TemplateText template => DataValue.Of(template.Source),
        Undefined undefined => throw new TaskFailure($"The task includes an option with an undefined variable. The error was: {undefined.Fault().Message}"),
        PyDict map => ToMap(map),
        IPyMapping mapping => new MapData([.. PyMappings.Entries(mapping).Select(e => KeyValuePair.Create(PyText.Str(e.Key), ToData(e.Value)))]),
        IPySequence list => new ListData([.. list.Select(ToData)]),
        PySet set => new ListData([.. set.Select(ToData)]),
        _ => DataValue.Of(PyText.Str(value)),
    };

    public static object? ToValue(DataValue data) => data switch
    {
        NullData => null,
        BooleanData truth => truth.Value,
        IntegerData number => number.Value,
        FloatData number => number.Value,
        TextData text => text.Value,
        ListData list => new PyList(list.Items.Select(ToValue)),
        MapData map => ToDict(map),
        _ => throw new System.Diagnostics.UnreachableException(data.GetType().Name),
    };

    public static PyDict ToDict(MapData map)
    {
        var dict = new PyDict(map.Entries.Count);
        foreach (var (key, value) in map.Entries) dict[key] = ToValue(value);
        return dict;
    }

    /// <summary>A result under the names that playbooks read, in the order that the module of this name has.</summary>
    public static PyDict ToValues(OperationResult result, string operation)
    {
        var values = ToDict(ResultOrder.Arrange(operation, ResultData.Of(result)));
        AddLines(values, "stdout");
        AddLines(values, "stderr");
        return values;
    }

    /// <summary>Output is told as lines too.</summary>
    private static void AddLines(PyDict values, string name)
    {
        if (!values.TryGet(name, out var value) || value is not string text || values.ContainsKey(name + "_lines")) return;
        values[name + "_lines"] = new PyList(PyStringsLines.Of(text));
    }
}
