using Plumb.Core.Functions;
using Plumb.Core.Types;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>list</c> and <c>map</c>, which the language gave up long ago: calling them says what to write instead.</summary>
internal static class RemovedFunctions
{
    internal static Function CreateList() => Create("list", "tolist([ ... ])");

    internal static Function CreateMap() => Create("map", "tomap({ ... })");

    private static Function Create(string name, string instead)
    {
        var message = $"the function \"{name}\" is gone since Terraform 0.12; write {instead} instead";
        return new Function
        {
            Name = name,
            Description = $"No longer available: write {instead}.",
            VariadicParameter = new Parameter("vals", DataType.Dynamic) { AllowUnknown = true, AllowDynamic = true, AllowNull = true },
            ReturnType = call => call.FailType(message),
            Body = call => call.Fail(message),
        };
    }
}
