using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// One evaluation: the scope it asks, the variables bound on the way, and the faults found so far. Faults are kept
/// here, not in the caller's bag, because a conditional drops those of the branch it does not take. Used by one thread.
/// </summary>
internal sealed class EvaluationRun(EvaluationScope scope)
{
    private List<Diagnostic>? _faults;
    private List<Diagnostic>? _unknownNames;
    private DiagnosticBag? _fromScope;
    private int _silenced;

    public EvaluationScope Scope { get; } = scope;

    /// <summary>An evaluation whose faults nobody is told: looking up values for a fault must not begin anew for its own.</summary>
    public bool IsTrial { get; init; }

    /// <summary>The innermost bound variables.</summary>
    public Frame? Frame { get; set; }

    /// <summary>Counts up with each error; a node compares it before and after a part to see whether the part failed.</summary>
    public int ErrorCount { get; private set; }

    public int FaultCount => _faults?.Count ?? 0;

    public Value Evaluate(Expression expression)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return TooDeep(expression);
        return expression switch
        {
            LiteralExpression e => e.Value,
            TraversalExpression e => References.Evaluate(e, this),
            TemplateExpression e => Templates.Evaluate(e, this),
            FunctionCallExpression e => Calls.Evaluate(e, this),
            ObjectExpression e => ObjectConstructors.Evaluate(e, this),
            TupleExpression e => TupleConstructors.Evaluate(e, this),
            ConditionalExpression e => Conditionals.Evaluate(e, this),
            BinaryExpression e => BinaryOperators.Evaluate(e, this),
            IndexExpression e => References.Evaluate(e, this),
            RelativeTraversalExpression e => References.Evaluate(e, this),
            ForExpression e => ForExpressions.Evaluate(e, this),
            SplatExpression e => Splats.Evaluate(e, this),
            SplatItemExpression e => Frame.Find(Frame, e) ?? Value.DynamicUnknown,
            TemplateWrapExpression e => Evaluate(e.Wrapped),
            ParenthesesExpression e => Evaluate(e.Inner),
            UnaryExpression e => UnaryOperators.Evaluate(e, this),
            TemplateJoinExpression e => Templates.Evaluate(e, this),
            ObjectKeyExpression e => ObjectConstructors.EvaluateKey(e, this),
            JsonExpression e => Scope.IsEmpty ? e.Literal : Evaluate(e.Native),
            InvalidExpression e => Report(e),
            _ => throw new UnreachableException(expression.GetType().Name),
        };
    }

    /// <summary>Evaluates with more variables bound.</summary>
    public Value Evaluate(Expression expression, Frame? frame)
    {
        var outer = Frame;
        Frame = frame;
        var value = Evaluate(expression);
        Frame = outer;
        return value;
    }

    /// <summary>Evaluates and converts; a failed conversion is reported at the expression.</summary>
    public Value Evaluate(Expression expression, DataType type)
    {
        var value = Evaluate(expression);
        if (TryConvert(value, type, out var converted, out var error)) return converted;
        Report(EvaluationRules.IncorrectValueType, expression.Span, $"The value of this expression cannot be used here: {error.Describe()}.", expression);
        return Value.Unknown(type.WithoutOptionalAttributes());
    }

    /// <summary>Conversion that is free where there is nothing to convert.</summary>
    public static bool TryConvert(Value value, DataType type, [NotNullWhen(true)] out Value? converted, [NotNullWhen(false)] out ConversionError? error)
    {
        if (type is DynamicType || ReferenceEquals(value.Type, type))
        {
            converted = value;
            error = null;
            return true;
        }
        return TypeConversion.TryConvert(value, type, out converted, out error);
    }

    /// <summary>An error; <paramref name="expression"/> is what failed, whose references are shown with their values.</summary>
    public void Report(DiagnosticRule rule, SourceSpan subject, string detail, Expression? expression, SourceSpan? context = null) =>
        Report(new Diagnostic(rule, subject, detail) { Context = context }, expression);

    public void Report(Diagnostic diagnostic, Expression? expression)
    {
        if (diagnostic.Severity == Severity.Error) ErrorCount++;
        // What matters of a silenced fault is that there was one.
        if (expression is not null && _silenced == 0 && !IsTrial) diagnostic = diagnostic with { Values = ReferencedValues.Of(expression, this) };
        (_faults ??= []).Add(diagnostic);
    }

    public bool TryResolve(Traversal traversal, out Value value, out int stepsTaken)
    {
        var found = Scope.TryResolve(traversal, _fromScope ??= [], out value, out stepsTaken);
        if (found || !Scope.ChecksAllNames) TakeFromScope();
        else TakeUnknownName();
        return found;
    }

    public bool TryResolveElement(Traversal collection, Value key, [NotNullWhen(true)] out Value? element)
    {
        var found = Scope.TryResolveElement(collection, key, _fromScope ??= [], out element);
        TakeFromScope();
        return found;
    }

    /// <summary>Evaluates for the value alone: whether it failed is told, what it would report is not.</summary>
    public Value EvaluateSilently(Expression expression, out bool failed)
    {
        var (faults, errors) = (FaultCount, ErrorCount);
        _silenced++;
        var value = Evaluate(expression);
        _silenced--;
        failed = ErrorCount > errors;
        Forget(faults, FaultCount);
        return value;
    }

    /// <summary>Takes the faults from a place in their order up to another out again.</summary>
    public IReadOnlyList<Diagnostic> Forget(int from, int to)
    {
        if (_faults is null || from >= to) return [];
        var taken = _faults.GetRange(from, to - from);
        _faults.RemoveRange(from, to - from);
        foreach (var fault in taken)
            if (fault.Severity == Severity.Error) ErrorCount--;
        return taken;
    }

    /// <summary>Hands the faults to the caller, each once.</summary>
    public void Deliver(DiagnosticBag diagnostics)
    {
        if (_unknownNames is not null) diagnostics.AddRange(_unknownNames);
        if (_faults is not null) diagnostics.AddRange(_faults);
        _unknownNames = null;
        _faults = null;
    }

    /// <summary>Keeps the fault apart, where nothing forgets it; once, however often the name is evaluated.</summary>
    private void TakeUnknownName()
    {
        ErrorCount++;
        foreach (var fault in _fromScope ?? [])
            if (_unknownNames is null || !_unknownNames.Exists(f => f.Subject == fault.Subject)) (_unknownNames ??= []).Add(fault);
        _fromScope = null;
    }

    private void TakeFromScope()
    {
        if (_fromScope is not { Count: > 0 } bag) return;
        foreach (var diagnostic in bag) Report(diagnostic, null);
        _fromScope = null;
    }

    private UnknownValue Report(InvalidExpression expression)
    {
        foreach (var fault in expression.Faults) Report(fault, null);
        return Value.DynamicUnknown;
    }

    private UnknownValue TooDeep(Expression expression)
    {
        Report(EvaluationRules.TooDeep, expression.Span, "This expression contains others nested so deeply that it cannot be evaluated.", null);
        return Value.DynamicUnknown;
    }
}
