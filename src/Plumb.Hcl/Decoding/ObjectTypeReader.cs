using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>Reads the attributes of an object type, of which some may be optional and have a default.</summary>
internal sealed class ObjectTypeReader(TypeExpressionReader types, TypeForm form, Expression whole, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, DataType> _attributes = new(StringComparer.Ordinal);
    private readonly List<string> _optional = [];
    private readonly Dictionary<string, Value> _defaults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeDefaults> _children = new(StringComparer.Ordinal);

    public TypeConstraint Read(Expression argument)
    {
        if (StaticExpressions.AsMap(argument) is not { } items)
            return types.Refuse(argument.Span, "The argument of object is a map from attribute names to types, as in object({ name = string }).", whole.Span);
        foreach (var (key, type) in items) ReadAttribute(key, type);
        var result = DataType.Object(_attributes, _optional);
        var defaults = new TypeDefaults { Type = result, DefaultValues = _defaults, Children = _children };
        return new(result, defaults.IsEmpty ? null : defaults);
    }

    private void ReadAttribute(Expression key, Expression type)
    {
        if (StaticExpressions.AsKeyword(key) is not { } name)
        {
            types.Refuse(key.Span, "The name of an attribute is written as it is, without quotes or anything to compute.", whole.Span);
            return;
        }
        if (_attributes.ContainsKey(name))
        {
            types.Refuse(key.Span, $"The attribute \"{name}\" is there twice.", whole.Span);
            return;
        }

        Expression? defaultExpression = null;
        if (StaticExpressions.AsCall(type) is { Name: "optional" } optional)
        {
            if (!ReadOptional(name, optional, type, out defaultExpression)) return;
            type = optional.Arguments[0];
        }
        var constraint = types.Read(type);
        _attributes[name] = constraint.Type;
        if (constraint.Defaults is { } defaults) _children[name] = defaults;
        if (defaultExpression is not null) ReadDefault(name, defaultExpression, constraint.Type);
    }

    /// <summary>False where there is no type in it.</summary>
    private bool ReadOptional(string name, FunctionCallExpression optional, Expression whole, out Expression? defaultExpression)
    {
        defaultExpression = null;
        var arguments = optional.OpenParen.To(optional.CloseParen);
        if (optional.Arguments.Count == 0)
        {
            types.Refuse(arguments, "optional takes the type of the attribute, and may take a default after it.", whole.Span);
            return false;
        }
        if (form == TypeForm.Exact)
            types.Refuse(optional.NameSpan, "An exact type is needed here, and in one no attribute is optional.", whole.Span);
        else if (optional.Arguments.Count > 2)
            types.Refuse(arguments, "optional takes at most two arguments: the type of the attribute and its default.", whole.Span);
        else
        {
            _optional.Add(name);
            defaultExpression = optional.Arguments.ElementAtOrDefault(1);
        }
        return true;
    }

    private void ReadDefault(string name, Expression expression, DataType type)
    {
        var faults = new DiagnosticBag();
        var value = ExpressionEvaluator.Evaluate(expression, VariableScope.None, faults);
        diagnostics.AddRange(faults);
        if (faults.HasErrors)
        {
            // Not optional after all: what an absent attribute would become is not known.
            _optional.Remove(name);
            return;
        }
        if (TypeConversion.TryConvert(value, type, out var converted, out var error)) _defaults[name] = converted;
        else diagnostics.Add(DecodingRules.InvalidAttributeDefault, expression.Span, $"The default does not have the type of the attribute: {error.Describe()}.");
    }
}
