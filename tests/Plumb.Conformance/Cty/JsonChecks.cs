using System.Text;
using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Json;

namespace Plumb.Conformance.Cty;

/// <summary>What each of cty's tests of its JSON format checks.</summary>
internal static class JsonChecks
{
    public static Func<CtyRow, Comparison>? For(string test) => test switch
    {
        "TestTypeJSONable" => row => Comparison.OfText(row.Text("Want"), JsonValueCodec.TypeToText(row.Type("Type"))),
        "TestSimpleJSONValue" => CompareSimple,
        "TestImpliedType" => row => ValueComparison.OfTypes(row.Type("Want"), JsonValueCodec.ImpliedType(Bytes(row, "Input"))),
        "TestImpliedTypeErrors" => CompareFailure,
        "TestValueJSONable" => CompareRoundTrip,
        _ => null,
    };

    /// <summary>Written as its own type, read as the type that the text implies.</summary>
    private static Comparison CompareSimple(CtyRow row)
    {
        var input = row.Value("Input");
        var text = Encoding.UTF8.GetBytes(JsonValueCodec.ToText(input, input.Type));
        return Comparison.OfText(row.Text("JSON"), Encoding.UTF8.GetString(text))
            .And(ValueComparison.Of(row.Value("Want"), JsonValueCodec.Read(text, JsonValueCodec.ImpliedType(text))));
    }

    private static Comparison CompareRoundTrip(CtyRow row)
    {
        var type = row.Type("Type");
        var text = JsonValueCodec.ToText(row.Value("Value"), type);
        return Comparison.OfText(row.Text("Want"), text)
            .And(ValueComparison.Of(row.Value("DecVal"), JsonValueCodec.Read(Encoding.UTF8.GetBytes(text), type)));
    }

    private static Comparison CompareFailure(CtyRow row)
    {
        try
        {
            return Comparison.Different($"failure: {row.ErrorText}", JsonValueCodec.TypeToText(JsonValueCodec.ImpliedType(Bytes(row, "Input"))));
        }
        catch (FormatException)
        {
            return Comparison.Equal;
        }
    }

    private static byte[] Bytes(CtyRow row, string field) => Encoding.UTF8.GetBytes(row.Text(field));
}
