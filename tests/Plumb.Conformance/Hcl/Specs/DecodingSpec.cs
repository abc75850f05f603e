using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl.Specs;

/// <summary>One node of a decoding spec: what it takes from a body, and the value it makes of that.</summary>
internal abstract record DecodingSpec
{
    public abstract DataType ImpliedType { get; }

    public virtual IEnumerable<AttributeSchema> Attributes => [];

    public virtual IEnumerable<BlockHeaderSchema> Blocks => [];

    public abstract Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics);

    public Value Decode(Body body, EvaluationScope scope, DiagnosticBag diagnostics) =>
        Decode(body.GetContent(new BodySchema([.. Attributes], [.. Blocks]), diagnostics), scope, diagnostics);
}

internal sealed record LiteralSpec(Value Value) : DecodingSpec
{
    public override DataType ImpliedType => Value.Type;

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics) => Value;
}

internal sealed record AttributeDecodingSpec(string Name, DataType Type, bool Required) : DecodingSpec
{
    public override DataType ImpliedType => Type.WithoutOptionalAttributes();

    public override IEnumerable<AttributeSchema> Attributes => [new(Name, Required)];

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics) =>
        content[Name] is { } written ? ExpressionEvaluator.Evaluate(written.Expression, Type, scope, diagnostics) : Value.Null(ImpliedType);
}

internal sealed record ObjectSpec(IReadOnlyDictionary<string, DecodingSpec> Parts) : DecodingSpec
{
    public override DataType ImpliedType => DataType.Object(Parts.Select(p => KeyValuePair.Create(p.Key, p.Value.ImpliedType)));

    public override IEnumerable<AttributeSchema> Attributes => Parts.Values.SelectMany(p => p.Attributes);

    public override IEnumerable<BlockHeaderSchema> Blocks => Parts.Values.SelectMany(p => p.Blocks);

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics) =>
        Value.Object(Parts.Select(p => KeyValuePair.Create(p.Key, p.Value.Decode(content, scope, diagnostics))));
}

internal sealed record ArraySpec(IReadOnlyList<DecodingSpec> Parts) : DecodingSpec
{
    public override DataType ImpliedType => DataType.Tuple([.. Parts.Select(p => p.ImpliedType)]);

    public override IEnumerable<AttributeSchema> Attributes => Parts.SelectMany(p => p.Attributes);

    public override IEnumerable<BlockHeaderSchema> Blocks => Parts.SelectMany(p => p.Blocks);

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics) =>
        Value.Tuple([.. Parts.Select(p => p.Decode(content, scope, diagnostics))]);
}

/// <summary>The first of several that is not null.</summary>
internal sealed record DefaultSpec(IReadOnlyList<DecodingSpec> Candidates) : DecodingSpec
{
    public override DataType ImpliedType => Candidates[0].ImpliedType;

    public override IEnumerable<AttributeSchema> Attributes => Candidates.SelectMany(c => c.Attributes);

    public override IEnumerable<BlockHeaderSchema> Blocks => Candidates[0].Blocks;

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var value = Candidates[0].Decode(content, scope, diagnostics);
        for (var i = 1; i < Candidates.Count && value.IsNull; i++) value = Candidates[i].Decode(content, scope, diagnostics);
        return value;
    }
}

/// <summary>An expression over the variable <c>nested</c>, which is what another makes.</summary>
internal sealed record TransformSpec(DecodingSpec Nested, Expression Result) : DecodingSpec
{
    public override DataType ImpliedType => Transform(Value.Unknown(Nested.ImpliedType), []).Type;

    public override IEnumerable<AttributeSchema> Attributes => Nested.Attributes;

    public override IEnumerable<BlockHeaderSchema> Blocks => Nested.Blocks;

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics) =>
        Transform(Nested.Decode(content, scope, diagnostics), diagnostics);

    private Value Transform(Value nested, DiagnosticBag diagnostics) =>
        ExpressionEvaluator.Evaluate(Result, new VariableScope(new Dictionary<string, Value> { ["nested"] = nested }), diagnostics);
}
