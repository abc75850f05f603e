using Plumb.Provider.Models;

namespace Sample;

[Functions]
internal static partial class SampleFunctions
{
    [Function("repeat", Description = "A text several times.")]
    public static string Repeat(string text, int times) =>
        times < 0 ? throw new FunctionException("must not be negative", argument: 1) : string.Concat(Enumerable.Repeat(text, times));
}
