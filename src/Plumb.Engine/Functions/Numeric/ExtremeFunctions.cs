using Plumb.Core.Functions;
using Plumb.Core.Types;

namespace Plumb.Engine.Functions.Numeric;

/// <summary><c>min</c> and <c>max</c>: the smallest or greatest of the given numbers.</summary>
internal static class ExtremeFunctions
{
    internal static Function CreateMin() => Create("min", "Gives the smallest of the given numbers.", sign: -1);

    internal static Function CreateMax() => Create("max", "Gives the greatest of the given numbers.", sign: 1);

    private static Function Create(string name, string description, int sign) => new()
    {
        Name = name,
        Description = description,
        VariadicParameter = new Parameter("numbers", DataType.Number) { AllowDynamic = true },
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = call =>
        {
            if (call.Count == 0) return call.Fail("at least one number is needed");
            var best = 0;
            for (var i = 1; i < call.Count; i++)
                if (call.NumberAt(i).CompareTo(call.NumberAt(best)) * sign > 0) best = i;
            return call[best];
        },
    };
}
