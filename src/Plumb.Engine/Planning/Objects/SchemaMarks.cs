using System.Runtime.CompilerServices;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>What a schema declares sensitive, and what it declares not to be kept.</summary>
public static class SchemaMarks
{
    private static readonly IReadOnlyList<PathMarks> None = [];
    private static readonly ConditionalWeakTable<BlockSchema, Facts> Known = [];

    /// <summary>The places in a value that its schema calls sensitive, with that mark; empty at no cost where the schema has none.</summary>
    public static IReadOnlyList<PathMarks> Sensitive(BlockSchema schema, Value value)
    {
        if (!FactsOf(schema).HasSensitive || value is not NamedValues named) return None;
        var marks = new List<PathMarks>();
        Collect(schema, named, ValuePath.Root, marks);
        return marks;
    }

    /// <summary>The value with null in place of every write-only attribute.</summary>
    public static Value WithoutWriteOnly(BlockSchema schema, Value value) =>
        FactsOf(schema).HasWriteOnly && value is ObjectValue o ? Strip(schema, o) : value;

    private static Facts FactsOf(BlockSchema schema) => Known.GetValue(schema, static s => new Facts(
        Any(s, a => a.Sensitive || (a.Nested is { } n && AnyNested(n, x => x.Sensitive))),
        Any(s, a => a.WriteOnly || (a.Nested is { } n && AnyNested(n, x => x.WriteOnly)))));

    private static bool Any(BlockSchema schema, Func<AttributeSchema, bool> test) =>
        schema.Attributes.Any(test) || schema.Blocks.Any(b => Any(b.Block, test));

    private static bool AnyNested(NestedAttributes nested, Func<AttributeSchema, bool> test) =>
        nested.Attributes.Any(a => test(a) || (a.Nested is { } deeper && AnyNested(deeper, test)));

    private static void Collect(BlockSchema schema, NamedValues value, ValuePath path, List<PathMarks> marks)
    {
        CollectAttributes(schema.Attributes, value, path, marks);
        foreach (var block in schema.Blocks)
            if (FactsOf(block.Block).HasSensitive && value[block.Name] is { } content)
                ForEach(content, path.Attribute(block.Name), (element, at) => Collect(block.Block, element, at, marks), marks);
    }

    private static void CollectAttributes(IReadOnlyList<AttributeSchema> attributes, NamedValues value, ValuePath path, List<PathMarks> marks)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Sensitive) marks.Add(new PathMarks(path.Attribute(attribute.Name), MarkSet.Sensitive));
            else if (attribute.Nested is { } nested && AnyNested(nested, a => a.Sensitive) && value[attribute.Name] is { } content)
                ForEach(content, path.Attribute(attribute.Name), (element, at) => CollectAttributes(nested.Attributes, element, at, marks), marks);
        }
    }

    /// <summary>Elements of a set cannot be told apart by a path, so the set is sensitive whole.</summary>
    private static void ForEach(Value content, ValuePath path, Action<NamedValues, ValuePath> visit, List<PathMarks> marks)
    {
        switch (content)
        {
            case ObjectValue o:
                visit(o, path);
                break;
            case SetValue { Count: > 0 }:
                marks.Add(new PathMarks(path, MarkSet.Sensitive));
                break;
            case SequenceValue s:
                for (var i = 0; i < s.Count; i++)
                    if (s[i] is NamedValues element) visit(element, path.Index(Value.Number(i)));
                break;
            case MapValue m:
                foreach (var (key, element) in m.Entries)
                    if (element is NamedValues named) visit(named, path.Index(Value.String(key)));
                break;
        }
    }

    private static ObjectValue Strip(BlockSchema schema, ObjectValue value)
    {
        foreach (var attribute in schema.Attributes)
            if (attribute.WriteOnly && value[attribute.Name] is { IsNull: false }) value = value.With(attribute.Name, Value.Null(attribute.ImpliedType));
        foreach (var block in schema.Blocks)
            if (value[block.Name] is ObjectValue nested) value = value.With(block.Name, Strip(block.Block, nested));
        return value;
    }

    private sealed record Facts(bool HasSensitive, bool HasWriteOnly);
}
