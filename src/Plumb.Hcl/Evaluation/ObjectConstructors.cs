using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary><c>{ k = v }</c>. The marks of keys go to the whole object, those of values stay with the values.</summary>
internal static class ObjectConstructors
{
    public static Value Evaluate(ObjectExpression expression, EvaluationRun run)
    {
        var layout = expression.Layout.Content ??= new ObjectLayout(expression);
        if (layout.Constant is { } constant) return constant;
        if (!layout.HasStaticKeys) return EvaluateWithComputedKeys(expression, layout, run);

        var values = new Value[layout.Count];
        for (var i = 0; i < layout.Places.Length; i++) values[layout.Places[i]] = run.Evaluate(expression.Items[i].Value);
        var result = layout.ToValue(values);
        if (layout.IsConstant) layout.Constant = result;
        return result;
    }

    public static Value EvaluateKey(ObjectKeyExpression key, EvaluationRun run)
    {
        if (ObjectLayout.StaticName(key) is { } name) return Value.String(name);
        if (key.ForceNonLiteral || key.Wrapped is not TraversalExpression) return run.Evaluate(key.Wrapped);

        run.Report(new(EvaluationRules.AmbiguousKey, key.Span, "It is not clear whether this key is a reference or a name with dots in it.")
        {
            Help = "Write (a.b) in parentheses for the value of the reference, or \"a.b\" in quotes for the name.",
        }, null);
        return Value.DynamicUnknown;
    }

    private static Value EvaluateWithComputedKeys(ObjectExpression expression, ObjectLayout layout, EvaluationRun run)
    {
        var attributes = new Dictionary<string, Value>(expression.Items.Count, StringComparer.Ordinal);
        var marks = MarkSet.Empty;
        var isKnown = true;
        foreach (var item in expression.Items)
        {
            var key = Key(item, run);
            // Evaluated even when the key is no use, for its faults.
            var value = run.Evaluate(item.Value);
            marks = marks.Union(key?.Marks ?? MarkSet.Empty);
            if (key?.Unmarked is StringValue name) attributes[name.Text] = value;
            else isKnown = false;
        }
        if (!isKnown) return Value.DynamicUnknown.WithMarks(marks);

        var result = CompoundTypes.Object(attributes, layout.LastType);
        layout.LastType = result.Type;
        return result.WithMarks(marks);
    }

    /// <summary>The key as a string, which may be unknown; null where it cannot be one, which is reported.</summary>
    private static Value? Key(ObjectItem item, EvaluationRun run)
    {
        var errors = run.ErrorCount;
        var key = run.Evaluate(item.Key);
        if (run.ErrorCount > errors) return null;
        if (key.IsNull)
        {
            run.Report(EvaluationRules.NullAsKey, item.Value.Span, "The key of this item is null, and an attribute needs a name.", item.Key);
            return null;
        }
        if (EvaluationRun.TryConvert(key, DataType.String, out var converted, out var error)) return converted;
        run.Report(EvaluationRules.IncorrectKeyType, item.Key.Span, $"This value cannot be the name of an attribute: {error.Describe()}.", item.Key);
        return null;
    }
}
