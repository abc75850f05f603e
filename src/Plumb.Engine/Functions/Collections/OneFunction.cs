using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>one</c>: the only element of a list, set or tuple, or null where there is none.</summary>
internal static class OneFunction
{
    private const string TooMany = "must be a list, set or tuple of at most one element";

    internal static Function Create() => new()
    {
        Name = "one",
        Description = "Gives the only element of a list, set or tuple, or null where it is empty. More than one element is an error.",
        Parameters = [new Parameter("list", DataType.Dynamic)],
        ReturnType = static call => call[0].Type switch
        {
            ListType list => list.Element,
            SetType set => set.Element,
            TupleType { Elements: [] } => DataType.Dynamic,
            TupleType { Elements: [var only] } => only,
            _ => call.FailType(0, TooMany),
        },
        Body = static call => call[0].KnownLength() switch
        {
            null => call.UnknownResult(),
            0 => Value.Null(call.ReturnType),
            1 => ((SequenceValue)call[0])[0],
            _ => call.Fail(0, TooMany),
        },
    };
}
