namespace Plumb.Jinja.Syntax;

/// <summary>An expression as written; what is read is a closed list of records.</summary>
internal abstract record ExpressionSyntax(int Line)
{
    /// <summary>How many expressions are inside of one another; bounded, for what goes through them recurses.</summary>
    public virtual int Height => 1;

    protected static int Above(params IEnumerable<ExpressionSyntax?> children) => 1 + children.Max(c => c?.Height ?? 0);
}

internal sealed record ConstantSyntax(object? Value, int Line) : ExpressionSyntax(Line);

/// <summary>Text between the marks.</summary>
internal sealed record TextSyntax(string Text, int Line) : ExpressionSyntax(Line);

internal sealed record NameSyntax(string Name, int Line) : ExpressionSyntax(Line);

/// <summary>The target of <c>set ns.attribute</c>.</summary>
internal sealed record NamespaceTargetSyntax(string Name, string Attribute, int Line) : ExpressionSyntax(Line);

internal sealed record TupleSyntax(IReadOnlyList<ExpressionSyntax> Items, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Items.Prepend(null));
}

internal sealed record ListSyntax(IReadOnlyList<ExpressionSyntax> Items, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Items.Prepend(null));
}

internal sealed record DictSyntax(IReadOnlyList<KeyValuePair<ExpressionSyntax, ExpressionSyntax>> Pairs, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Pairs.SelectMany(p => new[] { p.Key, p.Value }).Prepend<ExpressionSyntax?>(null));
}

internal enum UnaryOperator
{
    Not,
    Negate,
    Plus,
}

internal sealed record UnarySyntax(UnaryOperator Operator, ExpressionSyntax Operand, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Operand);
}

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    And,
    Or,
}

internal sealed record BinarySyntax(BinaryOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Left, Right);
}

internal sealed record ConcatenationSyntax(IReadOnlyList<ExpressionSyntax> Parts, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Parts);
}

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

internal readonly record struct ComparisonOperand(ComparisonOperator Operator, ExpressionSyntax Right);

/// <summary>A chain of comparisons, as <c>1 &lt; x &lt;= 3</c>.</summary>
internal sealed record ComparisonSyntax(ExpressionSyntax First, IReadOnlyList<ComparisonOperand> Rest, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Rest.Select(r => r.Right).Prepend(First));
}

internal sealed record ConditionalSyntax(ExpressionSyntax Test, ExpressionSyntax Then, ExpressionSyntax? Else, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Test, Then, Else);
}

internal sealed record AttributeSyntax(ExpressionSyntax Target, string Name, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Target);
}

internal sealed record ElementSyntax(ExpressionSyntax Target, ExpressionSyntax Key, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Target, Key);
}

internal sealed record SliceSyntax(ExpressionSyntax? Start, ExpressionSyntax? Stop, ExpressionSyntax? Step, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Start, Stop, Step);
}

/// <summary>The arguments of a call: by position, by name, and those that <c>*</c> and <c>**</c> spread.</summary>
internal sealed record ArgumentsSyntax(
    IReadOnlyList<ExpressionSyntax> Positional,
    IReadOnlyList<KeyValuePair<string, ExpressionSyntax>> Named,
    ExpressionSyntax? Spread,
    ExpressionSyntax? SpreadNamed)
{
    public static readonly ArgumentsSyntax None = new([], [], null, null);

    public IEnumerable<ExpressionSyntax?> All => Positional.Concat(Named.Select(n => n.Value)).Append(Spread).Append(SpreadNamed);
}

internal sealed record CallSyntax(ExpressionSyntax Target, ArgumentsSyntax Arguments, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Arguments.All.Prepend(Target));
}

/// <summary>A filter; of a filter block and a set block the innermost has no target, which is what the block holds.</summary>
internal sealed record FilterSyntax(ExpressionSyntax? Target, string Name, ArgumentsSyntax Arguments, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Arguments.All.Prepend(Target));
}

internal sealed record TestSyntax(ExpressionSyntax Target, string Name, ArgumentsSyntax Arguments, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Arguments.All.Prepend(Target));
}

/// <summary>A translation, which is markup where output is escaped.</summary>
internal sealed record TranslatedSyntax(ExpressionSyntax Text, int Line) : ExpressionSyntax(Line)
{
    public override int Height { get; } = Above(Text);
}
