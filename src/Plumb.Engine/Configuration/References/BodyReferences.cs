using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Merging;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.References;

/// <summary>
/// Finds what a body refers to without its schema: in every attribute at any depth. The iterators of <c>dynamic</c> blocks
/// are names of the body's own and left out.
/// </summary>
public static class BodyReferences
{
    public static IEnumerable<Traversal> In(Body body) => Expressions(body).SelectMany(e => References(e.Expression, e.Iterators));

    /// <summary>Every expression of the body.</summary>
    public static IEnumerable<Expression> ExpressionsIn(Body body) => Expressions(body).Select(e => e.Expression);

    private static IEnumerable<Traversal> References(Expression expression, Iterators? iterators)
    {
        var references = StaticExpressions.References(expression);
        return iterators is null ? references : references.Where(t => !iterators.Binds(t.RootName));
    }

    private static IEnumerable<(Expression Expression, Iterators? Iterators)> Expressions(Body body) => body switch
    {
        NativeBody native => InNative(native, null),
        CombinedBody combined => Expressions(combined.Own).Concat(Expressions(combined.Escaped)),
        OverriddenBody overridden => Expressions(overridden.Original).Concat(Expressions(overridden.Changes)),
        _ => InJson(body),
    };

    private static IEnumerable<(Expression Expression, Iterators? Iterators)> InNative(NativeBody body, Iterators? iterators)
    {
        foreach (var attribute in body.Attributes) yield return (attribute.Expression, iterators);
        foreach (var block in body.Blocks)
        {
            var inside = block is { Type: "dynamic", Labels: [var label, ..] }
                ? InDynamic(block.Body, label.Text, iterators)
                : InNative(block.Body, iterators);
            foreach (var found in inside) yield return found;
        }
    }

    /// <summary>What is repeated cannot use the iterator; the labels and the content can.</summary>
    private static IEnumerable<(Expression Expression, Iterators? Iterators)> InDynamic(NativeBody body, string label, Iterators? outer)
    {
        var named = body.Attributes.FirstOrDefault(a => a.Name == "iterator");
        var inner = new Iterators((named is null ? null : StaticExpressions.AsKeyword(named.Expression)) ?? label, outer);
        foreach (var attribute in body.Attributes)
            if (attribute.Name != "iterator") yield return (attribute.Expression, attribute.Name == "for_each" ? outer : inner);
        foreach (var block in body.Blocks)
            foreach (var found in InNative(block.Body, inner))
                yield return found;
    }

    /// <summary>In JSON only a schema tells blocks from values, so names of iterators are taken out wherever they occur.</summary>
    private static IEnumerable<(Expression Expression, Iterators? Iterators)> InJson(Body body)
    {
        var attributes = body.GetAttributes(new DiagnosticBag()).Values;
        foreach (var attribute in attributes)
        {
            Iterators? iterators = null;
            foreach (var name in attribute.Name == "dynamic" ? Labels(attribute.Expression) : DynamicNames(attribute.Expression)) iterators = new Iterators(name, iterators);
            yield return (attribute.Expression, iterators);
        }
    }

    private static IEnumerable<string> DynamicNames(Expression expression)
    {
        foreach (var (key, value) in Entries(expression))
            foreach (var name in Text(key) == "dynamic" ? Labels(value) : DynamicNames(value))
                yield return name;
    }

    private static IEnumerable<string> Labels(Expression dynamic)
    {
        foreach (var (label, content) in Entries(dynamic))
        {
            yield return Text(label);
            foreach (var (key, value) in Entries(content))
            {
                if (Text(key) == "iterator") yield return Text(value);
                foreach (var name in DynamicNames(value)) yield return name;
            }
        }
    }

    /// <summary>The properties of an object, or of all objects in a list, as JSON may write blocks.</summary>
    private static IEnumerable<KeyValuePair<Expression, Expression>> Entries(Expression expression) =>
        StaticExpressions.AsMap(expression)
        ?? StaticExpressions.AsList(expression)?.SelectMany(Entries)
        ?? [];

    private static string Text(Expression expression) => expression is JsonExpression { Literal: StringValue text } ? text.Text : "";

    private sealed record Iterators(string Name, Iterators? Outer)
    {
        internal bool Binds(string name) => Name == name || (Outer?.Binds(name) ?? false);
    }
}
