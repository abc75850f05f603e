using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl.Specs;

/// <summary>Reads a decoding spec (<c>.hcldec</c>), which is written in HCL itself: one block for each node, its label the name it implies.</summary>
internal sealed class SpecReader(DiagnosticBag diagnostics)
{
    public DecodingSpec Read(NativeBlock block)
    {
        var name = Text(block, "name") ?? Text(block, "block_type") ?? (block.Labels is [var label, ..] ? label.Text : "");
        return block.Type switch
        {
            "literal" => new LiteralSpec(Evaluate(block, "value")),
            "attr" => new AttributeDecodingSpec(name, Type(block, "type"), Flag(block, "required")),
            "object" => new ObjectSpec(Parts(block).ToDictionary(p => p.Labels[0].Text, Read, StringComparer.Ordinal)),
            "array" => new ArraySpec([.. Parts(block).Select(Read)]),
            "default" => new DefaultSpec([.. Parts(block).Select(Read)]),
            "transform" => new TransformSpec(Nested(block), Attribute(block, "result") ?? throw Fault(block, "no result")),
            "block" => new SingleBlockSpec(name, Nested(block), Flag(block, "required")),
            "block_list" => new BlockListSpec(name, Nested(block), Count(block, "min_items"), Count(block, "max_items"), IsSet: false),
            "block_set" => new BlockListSpec(name, Nested(block), Count(block, "min_items"), Count(block, "max_items"), IsSet: true),
            "block_map" => new BlockMapSpec(name, Labels(block), Nested(block)),
            "block_attrs" => new BlockAttributesSpec(name, Type(block, "element_type"), Flag(block, "required")),
            _ => throw Fault(block, $"no kind of spec: {block.Type}"),
        };
    }

    private static IEnumerable<NativeBlock> Parts(NativeBlock block) => block.Body.Blocks;

    private DecodingSpec Nested(NativeBlock block) => Read(Parts(block).Single());

    private List<string> Labels(NativeBlock block) => [.. ((SequenceValue)Evaluate(block, "labels")).Elements.Select(l => ((StringValue)l).Text)];

    private string? Text(NativeBlock block, string attribute) => (Evaluate(block, attribute) as StringValue)?.Text;

    private bool Flag(NativeBlock block, string attribute) => Evaluate(block, attribute) is BoolValue { IsTrue: true };

    private int Count(NativeBlock block, string attribute) => Evaluate(block, attribute) is NumberValue n && n.Number.TryGetInt32(out var count) ? count : 0;

    private DataType Type(NativeBlock block, string attribute) =>
        TypeExpression.ReadConstraint(Attribute(block, attribute) ?? throw Fault(block, $"no {attribute}"), diagnostics).Type;

    private Value Evaluate(NativeBlock block, string attribute) =>
        Attribute(block, attribute) is { } expression ? ExpressionEvaluator.Evaluate(expression, VariableScope.None, diagnostics) : Value.DynamicNull;

    private static Expression? Attribute(NativeBlock block, string name) => block.Body.Attributes.FirstOrDefault(a => a.Name == name)?.Expression;

    private static FormatException Fault(NativeBlock block, string what) => new($"{block.TypeSpan}: {what}");
}
