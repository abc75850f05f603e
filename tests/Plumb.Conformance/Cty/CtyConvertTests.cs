using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Conversion;
using Plumb.Core.Types;

namespace Plumb.Conformance.Cty;

/// <summary>Conversion and unification of types.</summary>
public sealed class CtyConvertTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("cty-convert", "cases.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Values_convert_as_in_cty(JsonCase @case) => Check(@case, () => Compare(new CtyRow(@case)));

    private static Comparison Compare(CtyRow row) => row.Test switch
    {
        "TestConvert" => CompareConversion(row),
        "TestMismatchMessage" => Comparison.OfText(row.Text("WantMsg"), TypeConversion.DescribeMismatch(row.Type("GotType"), row.Type("WantType"))),
        "TestUnify" => ValueComparison.OfTypes(row.FindType("WantType"), TypeConversion.Unify(row.Types("Input"))),
        "TestCompareTypes" => Comparison.Of(row.Number("Want"), Math.Sign(TypeConversion.CompareGenerality(row.Type("A"), row.Type("B"))), "order"),
        "TestSortTypes" => ValueComparison.OfTypes(DataType.Tuple(row.Types("Want")), DataType.Tuple([.. TypeConversion.MostGeneralFirst(row.Types("Input"))])),
        _ => NoCounterpart.Of(row),
    };

    private static Comparison CompareConversion(CtyRow row)
    {
        if (!TypeConversion.TryConvert(row.Value("Value"), row.Type("Type"), out var result, out var error))
            return row.Fails ? Comparison.OfText(row.ErrorText ?? "", error.Message) : Comparison.Different(ValueComparison.Show(row.Value("Want")), error.Describe());
        return row.Fails
            ? Comparison.Different($"failure: {row.ErrorText}", ValueComparison.Show(result))
            : ValueComparison.Of(row.Value("Want"), result);
    }
}
