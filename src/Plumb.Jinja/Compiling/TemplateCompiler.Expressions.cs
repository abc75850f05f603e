using Plumb.Jinja.Calls;
using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Syntax;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Compiling;

internal sealed partial class TemplateCompiler
{
    private Frame? constantFrame;

    /// <summary>Constants are worked out in a frame without variables.</summary>
    private Frame ConstantFrame => constantFrame ??= JinjaTemplate.EmptyFrame(environment, new PyDict(), null, 0, isNative: false);

    private Evaluator Compile(ExpressionSyntax expression, Place place) => Fold(CompileExpression(expression, place));

    /// <summary>Works a constant out now, if its value cannot be changed by those who get it.</summary>
    private Evaluator Fold(Evaluator evaluator)
    {
        if (evaluator is Constant || !evaluator.IsConstant) return evaluator;
        try
        {
            return evaluator.Evaluate(ConstantFrame) is var value && IsImmutable(value) ? new Constant(value) : evaluator;
        }
        catch (JinjaException)
        {
            return evaluator;
        }
    }

    private static bool IsImmutable(object? value) => value is null or bool or long or double or string or Markup || (value is PyTuple tuple && tuple.All(IsImmutable));

    private Evaluator CompileExpression(ExpressionSyntax expression, Place place) => expression switch
    {
        ConstantSyntax constant => new Constant(constant.Value),
        TextSyntax text => new Constant(text.Text),
        NameSyntax name => place.Scope.Access(name.Name),
        TupleSyntax tuple => new TupleLiteral(CompileAll(tuple.Items, place)),
        ListSyntax list => new ListLiteral(CompileAll(list.Items, place)),
        DictSyntax dict => new DictLiteral([.. dict.Pairs.Select(p => KeyValuePair.Create(Compile(p.Key, place), Compile(p.Value, place)))]),
        UnarySyntax unary => CompileUnary(unary, place),
        BinarySyntax binary => CompileBinary(binary, place),
        ConcatenationSyntax concatenation => new Concatenation(CompileAll(concatenation.Parts, place), place.Escapes),
        ComparisonSyntax comparison => new Comparison(Compile(comparison.First, place), [.. comparison.Rest.Select(r => (r.Operator, Compile(r.Right, place)))]),
        ConditionalSyntax conditional => CompileConditional(conditional, place),
        AttributeSyntax attribute => new AttributeAccess(Compile(attribute.Target, place), attribute.Name),
        ElementSyntax { Key: SliceSyntax slice } element => new SliceAccess(Compile(element.Target, place), Optional(slice.Start, place), Optional(slice.Stop, place), Optional(slice.Step, place)),
        ElementSyntax element => new ElementAccess(Compile(element.Target, place), Compile(element.Key, place)),
        CallSyntax call => CompileCall(call, place),
        FilterSyntax filter => CompileFilter(filter, place),
        TestSyntax test => new TestOperation(FindTest(test, place), Compile(test.Target, place), CompileArguments(test.Arguments, place)),
        TranslatedSyntax translated => new Translated(Compile(translated.Text, place)),
        SliceSyntax => throw JinjaException.Syntax("a slice stands alone in square brackets", expression.Line, template),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Evaluator[] CompileAll(IReadOnlyList<ExpressionSyntax> expressions, Place place)
    {
        var compiled = new Evaluator[expressions.Count];
        for (var i = 0; i < compiled.Length; i++) compiled[i] = Compile(expressions[i], place);
        return compiled;
    }

    private Evaluator? Optional(ExpressionSyntax? expression, Place place) => expression is null ? null : Compile(expression, place);

    private Evaluator CompileUnary(UnarySyntax unary, Place place)
    {
        var operand = Compile(unary.Operand, place);
        return unary.Operator switch
        {
            UnaryOperator.Not => new Negation(operand),
            UnaryOperator.Negate => new UnaryOperation(operand, PyArithmetic.Negate),
            _ => new UnaryOperation(operand, PyArithmetic.Plus),
        };
    }

    private Evaluator CompileBinary(BinarySyntax binary, Place place)
    {
        var (left, right) = (Compile(binary.Left, place), Compile(binary.Right, place));
        return binary.Operator switch
        {
            BinaryOperator.And => new Junction(left, right, decides: false),
            BinaryOperator.Or => new Junction(left, right, decides: true),
            BinaryOperator.Add => new BinaryOperation(left, right, PyArithmetic.Add),
            BinaryOperator.Subtract => new BinaryOperation(left, right, PyArithmetic.Subtract),
            BinaryOperator.Multiply => new BinaryOperation(left, right, PyArithmetic.Multiply),
            BinaryOperator.Divide => new BinaryOperation(left, right, PyArithmetic.Divide),
            BinaryOperator.FloorDivide => new BinaryOperation(left, right, PyArithmetic.FloorDivide),
            BinaryOperator.Modulo => new BinaryOperation(left, right, PyArithmetic.Modulo),
            _ => new BinaryOperation(left, right, PyArithmetic.Power),
        };
    }

    private Conditional CompileConditional(ConditionalSyntax conditional, Place place)
    {
        var inner = place.Conditional();
        var position = template is null ? $"line {conditional.Line}" : $"line {conditional.Line} in {PyText.Repr(template)}";
        var missing = $"the inline if-expression on {position} evaluated to false and no else section was defined.";
        return new Conditional(Compile(conditional.Test, inner), Compile(conditional.Then, inner), Optional(conditional.Else, inner), missing);
    }

    private CallOperation CompileCall(CallSyntax call, Place place)
    {
        // The target stays an access to an attribute, so that methods are called without being made values.
        var target = call.Target is AttributeSyntax attribute ? new AttributeAccess(Compile(attribute.Target, place), attribute.Name) : Compile(call.Target, place);
        return new CallOperation(target, CompileArguments(call.Arguments, place));
    }

    private ArgumentList CompileArguments(ArgumentsSyntax arguments, Place place) => new(
        CompileAll(arguments.Positional, place),
        [.. arguments.Named.Select(n => KeyValuePair.Create(n.Key, Compile(n.Value, place)))],
        Optional(arguments.Spread, place),
        Optional(arguments.SpreadNamed, place));

    private FilterOperation CompileFilter(FilterSyntax filter, Place place)
    {
        var value = filter.Target switch
        {
            null => null,
            FilterSyntax inner => CompileFilter(inner, place),
            _ => Compile(filter.Target, place),
        };
        return new FilterOperation(FindFilter(filter, place), value, CompileArguments(filter.Arguments, place));
    }

    private JinjaFilter FindFilter(FilterSyntax filter, Place place)
    {
        if (environment.Filters.TryGetValue(filter.Name, out var found)) return found;
        if (environment.Unknown is { } unknown) throw unknown(filter.Name);
        if (!place.IsConditional) throw Fail($"No filter named {PyText.Repr(filter.Name)}.", filter.Line);
        return new JinjaFilter(filter.Name, (_, _, _) => throw JinjaException.Runtime($"No filter named {PyText.Repr(filter.Name)} found."));
    }

    private JinjaTest FindTest(TestSyntax test, Place place)
    {
        if (environment.Tests.TryGetValue(test.Name, out var found)) return found;
        if (environment.Unknown is { } unknown) throw unknown(test.Name);
        if (!place.IsConditional) throw Fail($"No test named {PyText.Repr(test.Name)}.", test.Line);
        return new JinjaTest(test.Name, (_, _, _) => throw JinjaException.Runtime($"No test named {PyText.Repr(test.Name)} found."));
    }
}
