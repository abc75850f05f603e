using System.Globalization;
using System.Text.Json;
using Plumb.Jinja;
using Plumb.Jinja.Values;

// usage: bench-jinja TEMPLATE DATA COUNT OUTPUT: renders the template COUNT times, writes what it gave, prints CPU seconds.
var template = new JinjaEnvironment { TrimBlocks = true, LstripBlocks = true }.Compile(File.ReadAllText(args[0]), args[0]);
var data = (PyDict)(Read(JsonDocument.Parse(File.ReadAllText(args[1])).RootElement) ?? new PyDict());
var count = int.Parse(args[2], CultureInfo.InvariantCulture);
var before = Environment.CpuUsage.TotalTime;
var text = "";
for (var i = 0; i < count; i++) text = template.Render(data);
var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
File.WriteAllText(args[3], text);
Console.WriteLine(seconds.ToString("0.000", CultureInfo.InvariantCulture));

static object? Read(JsonElement value) => value.ValueKind switch
{
    JsonValueKind.Null => null,
    JsonValueKind.True => true,
    JsonValueKind.False => false,
    JsonValueKind.String => value.GetString(),
    JsonValueKind.Number => value.TryGetInt64(out var integer) ? PyInteger.Box(integer) : value.GetDouble(),
    JsonValueKind.Array => new PyList(value.EnumerateArray().Select(Read)),
    _ => new PyDict(value.EnumerateObject().Select(p => KeyValuePair.Create((object?)p.Name, Read(p.Value)))),
};
