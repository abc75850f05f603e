using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Conformance.Cty;

/// <summary>A row of one of cty's test tables. An absent field has the zero value of its kind.</summary>
internal sealed partial class CtyRow(JsonCase @case)
{
    private static readonly string[] OutcomeFields = ["Want", "Err", "WantErr", "WantError", "Expected"];

    private readonly JsonElement _fields = @case.Data.GetProperty("fields");

    /// <summary>The test whose row this is: <c>TestConvert</c> of <c>public.TestConvert-001</c>.</summary>
    public string Test { get; } = TestName().Match(@case.Name).Groups["test"].Value;

    /// <summary>What the test calls.</summary>
    public string Call { get; } = @case.Find("call")?.GetString() ?? "";

    /// <summary>Whether the call is expected to fail; then the wanted value means nothing.</summary>
    public bool Fails => ErrorText is { Length: > 0 } || (Find("Err") is { ValueKind: JsonValueKind.True });

    /// <summary>The message that a failure has in cty, where the row tells it.</summary>
    public string? ErrorText =>
        new[] { "WantError", "WantErr", "Err" }.Select(Find).FirstOrDefault(e => e is { ValueKind: JsonValueKind.String })?.GetString();

    /// <summary>The typed values in the order of their fields, lists of them spread: the arguments of the call.</summary>
    public IReadOnlyList<Value> Arguments =>
        [.. _fields.EnumerateObject().Where(f => !OutcomeFields.Contains(f.Name)).SelectMany(f => Spread(f.Value)).Select(TypedValueReader.Read)];

    public JsonElement? Find(string field) =>
        _fields.TryGetProperty(field, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    public Value Value(string field) =>
        Find(field) is { } found ? TypedValueReader.Read(found) : throw new FormatException($"the row has no value {field}");

    /// <summary>The typed values of a list or, in their order, of a map of names.</summary>
    public IReadOnlyList<Value> Values(string field) => Find(field) switch
    {
        { ValueKind: JsonValueKind.Object } named => [.. named.EnumerateObject().Select(e => TypedValueReader.Read(e.Value))],
        { } list => [.. list.EnumerateArray().Select(TypedValueReader.Read)],
        null => [],
    };

    public DataType Type(string field) => FindType(field) ?? throw new FormatException($"the row has no type {field}");

    public DataType? FindType(string field) => Find(field) is { } found ? TypedValueReader.ReadType(found.GetProperty("$type")) : null;

    public IReadOnlyList<DataType> Types(string field) =>
        Find(field) is { } found ? [.. found.EnumerateArray().Select(t => TypedValueReader.ReadType(t.GetProperty("$type")))] : [];

    public string Text(string field) => Find(field)?.GetString() ?? "";

    public int Number(string field) => Find(field)?.GetInt32() ?? 0;

    public bool IsTrue(string field) => Find(field)?.GetBoolean() ?? false;

    private static IEnumerable<JsonElement> Spread(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Array => field.EnumerateArray(),
        JsonValueKind.Object when TypedValueReader.IsTypedValue(field) => [field],
        _ => [],
    };

    [GeneratedRegex(@"\.(?<test>\w+)-\d+$", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();
}
