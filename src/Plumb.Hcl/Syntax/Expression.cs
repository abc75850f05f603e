using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;

namespace Plumb.Hcl.Syntax;

/// <summary>A written expression. Native syntax and JSON give the same node types where they mean the same; JSON's own is JsonExpression.</summary>
public abstract record Expression(SourceSpan Span)
{
    /// <summary>The direct subexpressions, in source order.</summary>
    public abstract IEnumerable<Expression> Children { get; }
}

/// <summary>A literal number, bool, null, or a string without interpolation.</summary>
public sealed record LiteralExpression(Value Value, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [];
}

/// <summary>A quoted string or heredoc with parts, or a directive's content: literals and expressions, joined as strings.</summary>
public sealed record TemplateExpression(IReadOnlyList<Expression> Parts, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => Parts;
}

/// <summary>A template of a single interpolation, <c>"${x}"</c>, which keeps the type of x.</summary>
public sealed record TemplateWrapExpression(Expression Wrapped, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Wrapped];
}

/// <summary>A <c>%{for}</c> directive: the tuple that the for expression makes, joined as strings.</summary>
public sealed record TemplateJoinExpression(ForExpression Tuple, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Tuple];
}

/// <summary>A name with attribute and constant index steps: <c>a.b[0].c</c>.</summary>
public sealed record TraversalExpression(Traversal Traversal, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [];
}

/// <summary>Attribute and constant index steps after any other expression: <c>f(x).b[0]</c>.</summary>
public sealed record RelativeTraversalExpression(Expression Source, IReadOnlyList<TraversalStep> Steps, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Source];
}

/// <summary>A call; the name holds <c>::</c> for namespaced functions.</summary>
public sealed record FunctionCallExpression(string Name, SourceSpan NameSpan, IReadOnlyList<Expression> Arguments, bool ExpandFinal, SourceSpan OpenParen, SourceSpan CloseParen, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => Arguments;
}

/// <summary>The ternary operator. A template's <c>%{if}</c> is one whose branches are templates.</summary>
public sealed record ConditionalExpression(Expression Condition, Expression TrueResult, Expression FalseResult, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Condition, TrueResult, FalseResult];
}

public enum BinaryOperator
{
    Or, And, Equal, NotEqual, GreaterThan, GreaterOrEqual, LessThan, LessOrEqual, Add, Subtract, Multiply, Divide, Modulo,
}

public enum UnaryOperator
{
    Negate, Not,
}

public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Left, Right];
}

public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, SourceSpan OperatorSpan, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Operand];
}

/// <summary><c>a[k]</c> with a key that is not a constant.</summary>
public sealed record IndexExpression(Expression Collection, Expression Key, SourceSpan OpenBracket, SourceSpan BracketSpan, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Collection, Key];
}

/// <summary>A splat, <c>a[*].b</c> (full) or <c>a.*.b</c> (attribute-only). Each is evaluated with the item in place of <see cref="Item"/>.</summary>
public sealed record SplatExpression(Expression Source, Expression Each, SplatItemExpression Item, bool IsFull, SourceSpan MarkerSpan, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Source, Each];
}

/// <summary>Stands for the current item inside a splat's <see cref="SplatExpression.Each"/>; found by reference.</summary>
public sealed record SplatItemExpression(SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [];

    public bool Equals(SplatItemExpression? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

public sealed record TupleExpression(IReadOnlyList<Expression> Elements, SourceSpan OpenBracket, SourceSpan Span) : Expression(Span)
{
    internal NodeMemo<TupleLayout> Layout;

    public override IEnumerable<Expression> Children => Elements;
}

public sealed record ObjectExpression(IReadOnlyList<ObjectItem> Items, SourceSpan OpenBrace, SourceSpan Span) : Expression(Span)
{
    internal NodeMemo<ObjectLayout> Layout;

    public override IEnumerable<Expression> Children => Items.SelectMany(i => new[] { (Expression)i.Key, i.Value });
}

public sealed record ObjectItem(ObjectKeyExpression Key, Expression Value);

/// <summary>A key of an object constructor: a bare name means itself unless it was parenthesised (<see cref="ForceNonLiteral"/>).</summary>
public sealed record ObjectKeyExpression(Expression Wrapped, bool ForceNonLiteral, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Wrapped];
}

/// <summary><c>[for k, v in c : v if cond]</c>, or with <see cref="KeyResult"/> the object form, grouped by <c>...</c>.</summary>
public sealed record ForExpression(string? KeyVariable, string ValueVariable, Expression Collection, Expression? KeyResult, Expression ValueResult, Expression? Condition, bool Group, SourceSpan OpenBracket, SourceSpan Span) : Expression(Span)
{
    internal NodeMemo<DataType> LastType;

    public override IEnumerable<Expression> Children
    {
        get
        {
            yield return Collection;
            if (KeyResult is not null) yield return KeyResult;
            yield return ValueResult;
            if (Condition is not null) yield return Condition;
        }
    }
}

public sealed record ParenthesesExpression(Expression Inner, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Inner];
}

/// <summary>
/// Where the parser could not make sense of the source; it evaluates to unknown. Mostly that has been reported. The
/// faults of a template in JSON are not: they are reported by whoever evaluates it, as it may never be meant as one.
/// </summary>
public sealed record InvalidExpression(SourceSpan Span) : Expression(Span)
{
    public IReadOnlyList<Diagnostic> Faults { get; init; } = [];

    public override IEnumerable<Expression> Children => [];
}
