using System.Text;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings;

/// <summary><c>join</c>: the elements of lists as one text.</summary>
internal static class JoinFunction
{
    internal static Function Create() => new()
    {
        Name = "join",
        Description = "Puts the elements of all given lists together, with the separator between each two.",
        Parameters = [new Parameter("separator", DataType.String) { Description = "The text to put between the elements." }],
        VariadicParameter = new Parameter("lists", DataType.List(DataType.String)) { Description = "One or more lists of strings." },
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Join,
    };

    private static Value Join(FunctionCall call)
    {
        if (call.Count < 2) return call.Fail("there must be at least one list to join");
        for (var i = 1; i < call.Count; i++)
            if (!call[i].IsWhollyKnown) return call.UnknownResult();

        var text = new StringBuilder();
        var separator = "";
        for (var i = 1; i < call.Count; i++)
        {
            var list = (ListValue)call[i];
            for (var e = 0; e < list.Count; e++)
            {
                if (list[e] is not StringValue element)
                    return call.Fail(i, $"element {e}{(call.Count > 2 ? $" of list {i}" : "")} is null, and null cannot be joined");
                text.Append(separator).Append(element.Text);
                separator = call.TextAt(0);
            }
        }
        return Value.String(text.ToString());
    }
}
