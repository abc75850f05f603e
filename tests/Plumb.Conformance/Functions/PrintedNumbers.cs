using Plumb.Core.Numerics;
using Plumb.Core.Values;

namespace Plumb.Conformance.Functions;

/// <summary>
/// Recorded results went through text, which drops the precision that a number carries. Doing the same to a result lets
/// the two be compared exactly.
/// </summary>
internal static class PrintedNumbers
{
    public static Value Of(Value value) => ValueOperations.Transform(value, (_, v) => v is NumberValue n && !n.Number.IsInfinity ? Value.Number(Number.Parse(n.Number.ToString())) : v);
}
