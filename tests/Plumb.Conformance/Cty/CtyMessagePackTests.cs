using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Conversion;
using Plumb.Core.MessagePack;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Conformance.Cty;

/// <summary>Values as MessagePack, the wire format of providers.</summary>
public sealed class CtyMessagePackTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("cty-msgpack", "cases.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Values_survive_MessagePack_as_in_cty(JsonCase @case) => Check(@case, () => Compare(new CtyRow(@case)));

    private static Comparison Compare(CtyRow row) => row.Test switch
    {
        "TestRoundTrip" => CompareRoundTrip(row.Value("Value"), row.Value("Value"), row.Type("Type")),
        "TestRoundTrip_fromString" => CompareText(row.Text("Value"), row.Type("Type")),
        "TestRoundTrip_truncatesStringPrefixRefinement" => CompareRoundTrip(row.Value("RoundTripValue"), row.Value("Value"), row.Type("Type")),
        "TestImpliedType" => CompareImpliedType(row),
        _ => NoCounterpart.Of(row),
    };

    private static Comparison CompareRoundTrip(Value expected, Value value, DataType type) => ValueComparison.Of(expected, RoundTrip(value, type));

    /// <summary>Text that is converted to a type, sent around, and converted back is the same text.</summary>
    private static Comparison CompareText(string text, DataType type)
    {
        var original = Convert(Value.String(text), type);
        var result = RoundTrip(original, type);
        return ValueComparison.Of(original, result).And(ValueComparison.Of(Value.String(text), Convert(result, DataType.String)));
    }

    private static Comparison CompareImpliedType(CtyRow row)
    {
        var bytes = System.Convert.FromHexString(row.Find("Input")?.GetProperty("$hex").GetString() ?? "");
        return ValueComparison.OfTypes(row.Type("Want"), MessagePackValueCodec.ImpliedType(bytes));
    }

    private static Value RoundTrip(Value value, DataType type) => MessagePackValueCodec.Read(MessagePackValueCodec.ToBytes(value, type), type);

    private static Value Convert(Value value, DataType type) =>
        TypeConversion.TryConvert(value, type, out var result, out var error) ? result : throw new InvalidOperationException(error.Describe());
}
