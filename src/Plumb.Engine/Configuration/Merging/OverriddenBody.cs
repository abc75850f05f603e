using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Merging;

/// <summary>
/// The content of a block with what an override file changes: an argument takes the place of the one of its name, and
/// blocks take the place of all blocks of their type, generated ones (<c>dynamic</c>) included.
/// </summary>
internal sealed class OverriddenBody(Body original, Body changes) : Body
{
    internal Body Original { get; } = original;

    internal Body Changes { get; } = changes;

    public override SourceSpan MissingItemSpan => Original.MissingItemSpan;

    public override BodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics)
    {
        var changed = Changes.GetContent(Decoding.Schemas.WithoutRequired(schema), diagnostics);
        return Apply(Original.GetContent(Relax(schema, changed), diagnostics), changed);
    }

    public override BodyContent GetPartialContent(BodySchema schema, out Body remainder, DiagnosticBag diagnostics)
    {
        var changed = Changes.GetPartialContent(Decoding.Schemas.WithoutRequired(schema), out var restOfChanges, diagnostics);
        var content = Original.GetPartialContent(Relax(schema, changed), out var restOfOriginal, diagnostics);
        remainder = new OverriddenBody(restOfOriginal, restOfChanges);
        return Apply(content, changed);
    }

    public override IReadOnlyDictionary<string, BodyAttribute> GetAttributes(DiagnosticBag diagnostics) =>
        Apply(Original.GetAttributes(diagnostics), Changes.GetAttributes(diagnostics));

    /// <summary>What an override gives need not be in the original.</summary>
    private static BodySchema Relax(BodySchema schema, BodyContent changed) =>
        changed.Attributes.Count == 0
            ? schema
            : new BodySchema([.. schema.Attributes.Select(a => a with { Required = a.Required && !changed.Attributes.ContainsKey(a.Name) })], schema.Blocks);

    private static BodyContent Apply(BodyContent original, BodyContent changed)
    {
        var replaced = changed.Blocks.Select(GeneratedType).ToHashSet(StringComparer.Ordinal);
        return new BodyContent(
            Apply(original.Attributes, changed.Attributes),
            [.. original.Blocks.Where(b => !replaced.Contains(GeneratedType(b))), .. changed.Blocks],
            original.MissingItemSpan);
    }

    private static Dictionary<string, BodyAttribute> Apply(IReadOnlyDictionary<string, BodyAttribute> original, IReadOnlyDictionary<string, BodyAttribute> changed)
    {
        var all = new Dictionary<string, BodyAttribute>(original, StringComparer.Ordinal);
        foreach (var (name, attribute) in changed) all[name] = attribute;
        return all;
    }

    private static string GeneratedType(BodyBlock block) => block is { Type: "dynamic", Labels: [var type, ..] } ? type : block.Type;
}
