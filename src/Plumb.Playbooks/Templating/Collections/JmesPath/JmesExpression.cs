using System.Numerics;

namespace Plumb.Playbooks.Templating.Collections.JmesPath;

/// <summary>A query that was read (https://jmespath.org/specification.html).</summary>
internal abstract record JmesExpression;

/// <summary>The value itself.</summary>
internal sealed record CurrentExpression : JmesExpression
{
    public static readonly CurrentExpression Instance = new();
}

internal sealed record LiteralExpression(object? Value) : JmesExpression;

internal sealed record FieldExpression(string Name) : JmesExpression;

internal sealed record IndexExpression(BigInteger Index) : JmesExpression;

internal sealed record SliceExpression(BigInteger? Start, BigInteger? Stop, BigInteger? Step) : JmesExpression;

/// <summary>The right of what the left gives.</summary>
internal sealed record ChainExpression(JmesExpression Left, JmesExpression Right) : JmesExpression;

/// <summary>The right of each element of what the left gives, as a list without nulls.</summary>
internal sealed record ProjectionExpression(JmesExpression Left, JmesExpression Right, ProjectionKind Kind, JmesExpression? Condition = null) : JmesExpression;

internal enum ProjectionKind
{
    Elements,
    Values,
    Matching,
}

/// <summary>Lists within the list laid out, one level.</summary>
internal sealed record FlattenExpression(JmesExpression Inner) : JmesExpression;

internal sealed record OrExpression(JmesExpression Left, JmesExpression Right) : JmesExpression;

internal sealed record AndExpression(JmesExpression Left, JmesExpression Right) : JmesExpression;

internal sealed record NotExpression(JmesExpression Inner) : JmesExpression;

internal sealed record ComparisonExpression(JmesTokenKind Operator, JmesExpression Left, JmesExpression Right) : JmesExpression;

internal sealed record ListExpression(IReadOnlyList<JmesExpression> Items) : JmesExpression;

internal sealed record HashExpression(IReadOnlyList<(string Key, JmesExpression Value)> Entries) : JmesExpression;

internal sealed record CallExpression(string Name, IReadOnlyList<JmesExpression> Arguments) : JmesExpression;

/// <summary>An expression handed to a function.</summary>
internal sealed record ReferenceExpression(JmesExpression Inner) : JmesExpression;
