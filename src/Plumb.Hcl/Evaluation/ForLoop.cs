using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// One for expression going through one collection. An item whose condition or key is unknown or wrong makes the whole
/// result unknown; the rest is still gone through for its faults, but the same kind of fault is told once.
/// </summary>
internal sealed class ForLoop
{
    private const string NullCondition = "The condition after \"if\" is null, so it decides nothing. It is to be true or false.";

    private readonly ForExpression _expression;
    private readonly EvaluationRun _run;
    private readonly ForFrame _frame;
    private bool _isKnown = true;

    public ForLoop(ForExpression expression, EvaluationRun run, MarkSet marks)
    {
        _expression = expression;
        _run = run;
        _frame = new ForFrame(expression, marks, run.Frame);
        Marks = marks;
    }

    /// <summary>The marks of the result so far.</summary>
    public MarkSet Marks { get; private set; }

    /// <summary>Tries the condition with unknown variables first: a condition that is never a bool is told once, not for each item.</summary>
    public bool IsConditionSuitable()
    {
        if (_expression.Condition is not { } condition) return true;
        var errors = _run.ErrorCount;
        var result = _run.Evaluate(condition, _frame);
        Marks = Marks.Union(result.Marks);
        if (result.IsNull) return Refuse(EvaluationRules.ForConditionIsNull, condition, NullCondition);
        return EvaluationRun.TryConvert(result, DataType.Bool, out _, out var error)
            ? _run.ErrorCount == errors
            : Refuse(EvaluationRules.InvalidForCondition, condition, $"The condition after \"if\" is to be true or false: {error.Describe()}.");
    }

    public Value Run(Value collection)
    {
        var outer = _run.Frame;
        _run.Frame = _frame;
        Value result = _expression.KeyResult is null ? ToTuple(collection)
            : _expression.Group ? ToGroups(collection)
            : ToObject(collection);
        _run.Frame = outer;
        return (_isKnown ? result : Value.DynamicUnknown).WithMarks(Marks);
    }

    private TupleValue ToTuple(Value collection)
    {
        var elements = new List<Value>(Count(collection));
        for (var i = 0; i < Count(collection); i++)
            if (BindAndTest(collection, i)) elements.Add(_run.Evaluate(_expression.ValueResult));
        var tuple = CompoundTypes.Tuple([.. elements], _expression.LastType.Content);
        _expression.LastType.Content = tuple.Type;
        return tuple;
    }

    private ObjectValue ToObject(Value collection)
    {
        var attributes = new Dictionary<string, Value>(Count(collection), StringComparer.Ordinal);
        for (var i = 0; i < Count(collection); i++)
        {
            if (!BindAndTest(collection, i) || Key() is not { } key) continue;
            var value = _run.Evaluate(_expression.ValueResult);
            if (!attributes.TryAdd(key, value)) ReportDuplicate(key);
        }
        return ToObject(attributes);
    }

    private ObjectValue ToGroups(Value collection)
    {
        var groups = new Dictionary<string, List<Value>>(StringComparer.Ordinal);
        for (var i = 0; i < Count(collection); i++)
        {
            if (!BindAndTest(collection, i) || Key() is not { } key) continue;
            var value = _run.Evaluate(_expression.ValueResult);
            if (!groups.TryGetValue(key, out var group)) groups[key] = group = [];
            group.Add(value);
        }
        return ToObject(groups.ToDictionary(g => g.Key, g => (Value)Value.Tuple(g.Value), StringComparer.Ordinal));
    }

    private ObjectValue ToObject(Dictionary<string, Value> attributes)
    {
        var result = CompoundTypes.Object(attributes, _expression.LastType.Content);
        _expression.LastType.Content = result.Type;
        return result;
    }

    private static int Count(Value collection) => collection switch
    {
        SequenceValue sequence => sequence.Count,
        NamedValues named => named.Count,
        _ => 0,
    };

    private bool BindAndTest(Value collection, int index)
    {
        if (collection is NamedValues named)
        {
            _frame.Value = named.Span[index];
            if (_expression.KeyVariable is not null) _frame.Key = Value.String(named.NameAt(index));
        }
        else
        {
            _frame.Value = ((SequenceValue)collection).Span[index];
            if (_expression.KeyVariable is not null) _frame.Key = collection is SetValue ? _frame.Value : Value.Number(index);
        }
        return Includes();
    }

    private bool Includes()
    {
        if (_expression.Condition is not { } condition) return true;
        var result = _run.Evaluate(condition);
        Marks = Marks.Union(result.Marks);
        if (result.Unmarked is BoolValue included) return included.IsTrue;
        if (result.IsNull) return Refuse(EvaluationRules.InvalidForCondition, condition, NullCondition);
        if (!EvaluationRun.TryConvert(result, DataType.Bool, out var converted, out var error))
            return Refuse(EvaluationRules.InvalidForCondition, condition, $"The condition after \"if\" is to be true or false: {error.Describe()}.");
        if (converted.Unmarked is BoolValue { IsTrue: var isIncluded }) return isIncluded;
        _isKnown = false;
        return false;
    }

    private string? Key()
    {
        var key = _run.Evaluate(_expression.KeyResult ?? _expression.ValueResult);
        Marks = Marks.Union(key.Marks);
        if (key.Unmarked is StringValue text) return text.Text;
        if (key.IsNull)
        {
            Refuse(EvaluationRules.InvalidObjectKey, _expression.KeyResult, "The key is null, and an attribute needs a name.");
            return null;
        }
        if (!EvaluationRun.TryConvert(key, DataType.String, out var converted, out var error))
            Refuse(EvaluationRules.InvalidObjectKey, _expression.KeyResult, $"The key cannot be the name of an attribute: {error.Describe()}.");
        else if (converted.Unmarked is StringValue name)
            return name.Text;
        _isKnown = false;
        return null;
    }

    /// <summary>Reports, unless an earlier item has left the result unknown already: then this is likely the same fault again.</summary>
    private bool Refuse(DiagnosticRule rule, Expression? part, string detail)
    {
        if (_isKnown && part is not null) _run.Report(rule, part.Span, detail, part, _expression.Span);
        return _isKnown = false;
    }

    private void ReportDuplicate(string key)
    {
        if (_expression.KeyResult is not { } expression) return;
        var which = Frame.IsSensitive(_frame) || Marks.IsSensitive ? "the same key, which is sensitive" : $"the key \"{key}\"";
        _run.Report(new(EvaluationRules.DuplicateObjectKey, expression.Span, $"Two items of this for expression have {which}.")
        {
            Context = _expression.Span,
            Help = "If several items may share a key, write \"...\" after the value: then each key gets a tuple of their values.",
        }, expression);
    }
}
