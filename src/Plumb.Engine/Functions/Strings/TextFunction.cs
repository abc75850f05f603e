using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings;

/// <summary>The shape of most functions on strings: one string in, one string out, never null.</summary>
internal static class TextFunction
{
    internal static Function Create(string name, string description, Func<string, string> transform) => new()
    {
        Name = name,
        Description = description,
        Parameters = [new Parameter("str", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = call => Value.String(transform(call.TextAt(0))),
    };

    internal static Function Create(string name, string description, Parameter second, Func<string, string, string> transform) => new()
    {
        Name = name,
        Description = description,
        Parameters = [new Parameter("str", DataType.String) { Description = "The text to look at." }, second],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = call => Value.String(transform(call.TextAt(0), call.TextAt(1))),
    };
}
