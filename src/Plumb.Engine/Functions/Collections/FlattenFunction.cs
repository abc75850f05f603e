using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>flatten</c>: a tuple of everything that is inside nested lists, sets and tuples.</summary>
internal static class FlattenFunction
{
    internal static Function Create() => new()
    {
        Name = "flatten",
        Description = "Replaces every list, set or tuple inside the given one by its elements, at any depth.",
        Parameters = [new Parameter("list", DataType.Dynamic) { AllowMarked = true }],
        // The body's result carries its own type, so that the value is walked only once.
        ReturnType = static call => call[0].Type is ListType or SetType or TupleType
            ? DataType.Dynamic
            : call.FailType($"can flatten only lists, sets and tuples, not {call[0].Type.FriendlyName}"),
        RefineResult = Function.NeverNull,
        Body = static call =>
        {
            var walk = new Walk();
            walk.Add(call[0]);
            return walk.Result();
        },
    };

    private sealed class Walk
    {
        private readonly List<Value> _elements = [];
        private MarkSet _marks = MarkSet.Empty;
        private bool _isOpen;

        internal Value Result() => (_isOpen ? Value.DynamicUnknown : (Value)Value.Tuple(_elements)).WithMarks(_marks);

        internal void Add(Value sequence)
        {
            _marks = _marks.Union(sequence.Marks);
            if (sequence.Unmarked is not SequenceValue known || (known is SetValue && known.KnownLength() is null))
            {
                _isOpen = true;
                return;
            }
            foreach (var element in known.Span)
            {
                // What has no type yet may turn out to be a list.
                if (element is UnknownValue { Type: DynamicType }) _isOpen = true;
                if (element.Type is ListType or SetType or TupleType && !element.IsNull) Add(element);
                else _elements.Add(element);
            }
        }
    }
}
