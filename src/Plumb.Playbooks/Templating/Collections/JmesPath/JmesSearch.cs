using System.Numerics;
using System.Runtime.CompilerServices;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Collections.JmesPath;

/// <summary>What a query finds in data. What is not there is null; only functions refuse.</summary>
internal static class JmesSearch
{
    public static object? Find(string query, object? data) => Evaluate(JmesParser.Parse(query), data);

    public static object? Evaluate(JmesExpression expression, object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expression switch
        {
            CurrentExpression => value,
            LiteralExpression literal => literal.Value,
            FieldExpression field => value is IPyMapping mapping && mapping.TryGet(field.Name, out var found) ? found : null,
            IndexExpression index => At(value, index.Index),
            SliceExpression slice => value is IPySequence list ? Slice(list, slice) : null,
            ChainExpression chain => Evaluate(chain.Right, Evaluate(chain.Left, value)),
            ProjectionExpression projection => Project(projection, Evaluate(projection.Left, value)),
            FlattenExpression flatten => Evaluate(flatten.Inner, value) is IPySequence outer ? Flatten(outer) : null,
            OrExpression or => Evaluate(or.Left, value) is var left && IsTrue(left) ? left : Evaluate(or.Right, value),
            AndExpression and => Evaluate(and.Left, value) is var left && IsTrue(left) ? Evaluate(and.Right, value) : left,
            NotExpression not => !IsTrue(Evaluate(not.Inner, value)),
            ComparisonExpression comparison => Compare(comparison.Operator, Evaluate(comparison.Left, value), Evaluate(comparison.Right, value)),
            ListExpression list => value is null ? null : new PyList(list.Items.Select(item => Evaluate(item, value))),
            HashExpression hash => value is null ? null : new PyDict(hash.Entries.Select(e => KeyValuePair.Create((object?)e.Key, Evaluate(e.Value, value)))),
            CallExpression call => JmesFunctions.Call(call.Name, [.. call.Arguments.Select(argument => argument is ReferenceExpression ? argument : Evaluate(argument, value))]),
            ReferenceExpression reference => reference,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static bool IsTrue(object? value) => value is not (null or false or "" or IPySequence { Count: 0 } or IPyMapping { Count: 0 });

    public static bool IsNumber(object? value) => value is long or double or BigInteger;

    /// <summary>Unlike Python, a number is never a truth value.</summary>
    public static bool AreEqual(object? left, object? right) =>
        !((IsNumber(left) && right is bool) || (left is bool && IsNumber(right))) && PyValues.AreEqual(left, right);

    private static object? At(object? value, BigInteger index)
    {
        if (value is not IPySequence list) return null;
        if (index.Sign < 0) index += list.Count;
        return index.Sign >= 0 && index < list.Count ? list[(int)index] : null;
    }

    private static PyList Slice(IPySequence list, SliceExpression slice)
    {
        var step = slice.Step ?? 1;
        if (step.IsZero) throw new JmesPathException("slice step cannot be zero");
        var (low, high) = step.Sign > 0 ? (0, list.Count) : (-1, list.Count - 1);
        var start = Bound(slice.Start, step.Sign > 0 ? low : high);
        var stop = Bound(slice.Stop, step.Sign > 0 ? high : low);
        List<object?> items = [];
        for (var at = start; step.Sign > 0 ? at < stop : at > stop; at += step) items.Add(list[(int)at]);
        return new PyList(items);

        BigInteger Bound(BigInteger? bound, int otherwise)
        {
            if (bound is not { } given) return otherwise;
            return BigInteger.Clamp(given.Sign < 0 ? given + list.Count : given, low, high);
        }
    }

    private static PyList? Project(ProjectionExpression projection, object? value)
    {
        IEnumerable<object?>? items = projection.Kind == ProjectionKind.Values
            ? value is IPyMapping mapping ? PyMappings.Entries(mapping).Select(e => e.Value) : null
            : value as IPySequence;
        if (items is null) return null;
        if (projection.Condition is { } condition) items = items.Where(item => IsTrue(Evaluate(condition, item)));
        return new PyList(items.Select(item => Evaluate(projection.Right, item)).Where(found => found is not null));
    }

    private static PyList Flatten(IPySequence list) => new(list.SelectMany(item => item is IPySequence inner ? inner : (IEnumerable<object?>)[item]));

    private static bool? Compare(JmesTokenKind operation, object? left, object? right)
    {
        if (operation == JmesTokenKind.Equal) return AreEqual(left, right);
        if (operation == JmesTokenKind.NotEqual) return !AreEqual(left, right);
        if (!IsOrdered(left) || !IsOrdered(right)) return null;
        return operation switch
        {
            JmesTokenKind.Less => PyOrder.Less(left, right),
            JmesTokenKind.LessOrEqual => PyOrder.LessOrEqual(left, right),
            JmesTokenKind.Greater => PyOrder.Greater(left, right),
            _ => PyOrder.GreaterOrEqual(left, right),
        };
    }

    private static bool IsOrdered(object? value) => IsNumber(value) || value is string;
}
