using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// What is remembered at an object constructor. Where all keys are written out, as they nearly always are, each item
/// has a fixed place among the sorted attributes, and only the values are left to evaluate.
/// </summary>
internal sealed class ObjectLayout
{
    private readonly string[] _names;

    public ObjectLayout(ObjectExpression expression)
    {
        var keys = expression.Items.Select(i => StaticName(i.Key)).ToList();
        HasStaticKeys = keys.TrueForAll(k => k is not null);
        IsConstant = HasStaticKeys && expression.Items.All(i => Constants.IsConstant(i.Value));
        _names = HasStaticKeys ? [.. keys.OfType<string>().Distinct(StringComparer.Ordinal).Order(Utf8Order.Instance)] : [];
        Places = HasStaticKeys ? [.. keys.OfType<string>().Select(k => Array.BinarySearch(_names, k, Utf8Order.Instance))] : [];
    }

    public bool HasStaticKeys { get; }

    /// <summary>For each item, the place of its attribute.</summary>
    public int[] Places { get; }

    /// <summary>The number of attributes, of which two items may share one.</summary>
    public int Count => _names.Length;

    public bool IsConstant { get; }

    public ObjectValue? Constant { get; set; }

    public ObjectType? LastType { get; set; }

    public ObjectValue ToValue(Value[] values)
    {
        if (values.Length == 0) return Value.EmptyObject;
        var type = CompoundTypes.ObjectType(_names, values, LastType);
        LastType = type;
        return ObjectValue.OfType(type, values);
    }

    /// <summary>The name that a key spells out, or null if it has to be evaluated.</summary>
    public static string? StaticName(ObjectKeyExpression key) => key.Wrapped switch
    {
        TraversalExpression { Traversal: { Steps.Count: 0, RootName: var name } } when !key.ForceNonLiteral => name,
        LiteralExpression { Value: StringValue text } => text.Text,
        LiteralExpression { Value: NumberValue number } => number.Number.ToString(),
        LiteralExpression { Value: BoolValue { IsTrue: var isTrue } } => isTrue ? "true" : "false",
        LiteralExpression { Value: NullValue } when !key.ForceNonLiteral => "null",
        _ => null,
    };
}
