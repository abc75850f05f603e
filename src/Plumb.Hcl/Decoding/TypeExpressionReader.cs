using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>Reads one type expression. The parser bounds its depth.</summary>
internal sealed class TypeExpressionReader(TypeForm form, DiagnosticBag diagnostics)
{
    public TypeConstraint Read(Expression expression)
    {
        if (StaticExpressions.AsKeyword(expression) is { } keyword) return ReadKeyword(keyword, expression);
        if (StaticExpressions.AsCall(expression) is { } call) return ReadCall(call, expression);
        return Refuse(expression.Span, "This is no type. A type is a keyword (string, number, bool), or is built from others, as in list(string).");
    }

    private TypeConstraint ReadKeyword(string keyword, Expression expression) => keyword switch
    {
        "string" => new(DataType.String, null),
        "number" => new(DataType.Number, null),
        "bool" => new(DataType.Bool, null),
        "any" when form == TypeForm.Constraint => TypeConstraint.Any,
        "any" => Refuse(expression.Span, "An exact type is needed here, so \"any\" is not enough."),
        "list" or "set" or "map" or "object" or "tuple" => Refuse(expression.Span, Wants(keyword)),
        _ => Refuse(expression.Span, $"There is no type \"{keyword}\"."),
    };

    private TypeConstraint ReadCall(FunctionCallExpression call, Expression expression)
    {
        var arguments = call.OpenParen.To(call.CloseParen);
        switch (call.Name)
        {
            case "string" or "number" or "bool" or "any":
                return Refuse(arguments, $"The type \"{call.Name}\" takes no arguments.");
            case "list" or "set" or "map" or "object" or "tuple" when call.Arguments.Count != 1:
                var surplus = call.Arguments.Count > 1 ? call.Arguments[1].Span.To(call.Arguments[^1].Span) : arguments;
                return Refuse(surplus, Wants(call.Name), arguments);
            case "list":
                return OfElements(DataType.List, call.Arguments[0]);
            case "set":
                return OfElements(DataType.Set, call.Arguments[0]);
            case "map":
                return OfElements(DataType.Map, call.Arguments[0]);
            case "object":
                return new ObjectTypeReader(this, form, expression, diagnostics).Read(call.Arguments[0]);
            case "tuple":
                return ReadTuple(call.Arguments[0], expression);
            case "optional":
                return Refuse(call.NameSpan, "Only the attributes of an object type can be optional.");
            default:
                return Refuse(expression.Span, $"There is no type constructor \"{call.Name}\".");
        }
    }

    private TypeConstraint OfElements(Func<DataType, DataType> collectionOf, Expression argument)
    {
        var element = Read(argument);
        var type = collectionOf(element.Type);
        if (element.Defaults is null) return new(type, null);
        return new(type, new TypeDefaults { Type = type, Children = new Dictionary<string, TypeDefaults> { [TypeDefaults.ElementKey] = element.Defaults } });
    }

    private TypeConstraint ReadTuple(Expression argument, Expression whole)
    {
        if (StaticExpressions.AsList(argument) is not { } items)
            return Refuse(argument.Span, "The argument of tuple is a list of types in brackets, as in tuple([string, number]).", whole.Span);
        var elements = items.Select(Read).ToList();
        var type = DataType.Tuple([.. elements.Select(e => e.Type)]);
        var children = new Dictionary<string, TypeDefaults>(StringComparer.Ordinal);
        for (var i = 0; i < elements.Count; i++)
            if (elements[i].Defaults is { } defaults) children[TypeDefaults.IndexKey(i)] = defaults;
        return new(type, children.Count == 0 ? null : new TypeDefaults { Type = type, Children = children });
    }

    public TypeConstraint Refuse(SourceSpan subject, string detail, SourceSpan? context = null)
    {
        diagnostics.Add(new Diagnostic(DecodingRules.InvalidType, subject, detail) { Context = context });
        return TypeConstraint.Any;
    }

    private static string Wants(string constructor) => constructor switch
    {
        "object" => "The type \"object\" takes one argument: its attributes with their types, as in object({ name = string }).",
        "tuple" => "The type \"tuple\" takes one argument: the types of its elements, as in tuple([string, number]).",
        _ => $"The type \"{constructor}\" takes one argument: the type of its elements, as in {constructor}(string).",
    };
}
