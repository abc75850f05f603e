using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>chunklist</c>: a list cut into lists of a fixed size; the last may be shorter.</summary>
internal static class ChunkListFunction
{
    internal static Function Create() => new()
    {
        Name = "chunklist",
        Description = "Cuts a list into lists of the given size; the last one holds what is left. A size of zero means one chunk of everything.",
        Parameters =
        [
            new Parameter("list", DataType.List(DataType.Dynamic)) { AllowMarked = true },
            new Parameter("size", DataType.Number) { AllowMarked = true },
        ],
        ReturnType = static call => DataType.List(call[0].Type),
        RefineResult = Function.NeverNull,
        Body = Chunk,
    };

    private static Value Chunk(FunctionCall call)
    {
        if (!call.TryWholeNumberAt(1, out var wanted, out var problem)) return call.Fail($"the size {problem}");
        if (wanted < 0) return call.Fail("the size of a chunk must not be negative");

        var list = (ListValue)call[0].Unmarked;
        var size = wanted == 0 ? list.Count : (int)Math.Min(wanted, list.Count);
        var chunks = new Value[size == 0 ? 0 : (list.Count + size - 1) / size];
        for (var i = 0; i < chunks.Length; i++)
        {
            var start = i * size;
            chunks[i] = ListValue.OfType((ListType)list.Type, list.Span[start..Math.Min(start + size, list.Count)].ToArray());
        }
        return ListValue.OfType(DataType.List(list.Type), chunks).WithMarks(call[0].Marks.Union(call[1].Marks));
    }
}
