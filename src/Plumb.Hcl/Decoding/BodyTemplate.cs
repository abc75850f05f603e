using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>
/// A body read through a specification, with everything done that is the same in every scope: what is written where,
/// and what is wrong with it as it is written. Evaluating it ten thousand times, once for each instance of a resource,
/// only evaluates expressions. Dynamic blocks are expanded then.
/// </summary>
public sealed class BodyTemplate
{
    private readonly BodySpec _spec;
    private readonly BodySlot[] _slots;
    private readonly string[] _names;
    private Core.Types.ObjectType? _lastType;

    internal BodyTemplate(BodySpec spec, BodySlot[] slots)
    {
        _spec = spec;
        _slots = slots;
        _names = [.. spec.DecodedType.Attributes.Select(a => a.Name)];
    }

    /// <summary>Reports what is wrong with the body as written, such as unknown arguments; evaluating reports the rest.</summary>
    public static BodyTemplate Read(Body body, BodySpec spec, DiagnosticBag diagnostics) =>
        new BodyTemplateReader(spec, diagnostics).Read(body);

    /// <summary>Every absolute traversal that evaluating it needs from the scope, in the order of the attribute names.</summary>
    public IReadOnlyList<Traversal> References
    {
        get
        {
            var references = new List<Traversal>();
            CollectReferences(references, []);
            return references;
        }
    }

    /// <summary>Every expression that is evaluated for it: those of attributes, and of dynamic blocks what to iterate over and labels.</summary>
    public IEnumerable<Expression> Expressions => _slots.SelectMany(s => s.Expressions);

    /// <summary>An object of the specification's type; where something is wrong, unknown or null.</summary>
    public ObjectValue Evaluate(EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var run = new EvaluationRun(scope);
        var value = Evaluate(run, MarkSet.Empty);
        run.Deliver(diagnostics);
        return value;
    }

    /// <summary>The expression written for an attribute, or null.</summary>
    public Expression? ExpressionOf(string attribute) =>
        _spec.DecodedType.IndexOf(attribute) is >= 0 and var i && _slots[i] is AttributeSlot { Written: { } written } ? written.Expression : null;

    /// <summary>The marks are those of the collection that a dynamic block around it goes through.</summary>
    internal ObjectValue Evaluate(EvaluationRun run, MarkSet marks) => ToObject(Array.ConvertAll(_slots, s => s.Evaluate(run, marks)));

    /// <summary>What it decodes to while it is not known what a dynamic block around it goes through.</summary>
    internal ObjectValue EvaluateUnknown(MarkSet marks) => ToObject(Array.ConvertAll(_slots, s => s.EvaluateUnknown(marks)));

    internal void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators)
    {
        foreach (var slot in _slots) slot.CollectReferences(references, iterators);
    }

    private ObjectValue ToObject(Value[] values)
    {
        if (values.Length == 0) return Value.EmptyObject;
        if (!_spec.DecodedType.HasDynamic) return ObjectValue.OfType(_spec.DecodedType, values);
        return ObjectValue.OfType(_lastType = CompoundTypes.ObjectType(_names, values, _lastType), values);
    }
}
