using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Merging;

/// <summary>
/// A block's own content and that of the <c>_</c> block inside it, which passes arguments on whose names would mean
/// something else outside. What one of them sets, the other must not.
/// </summary>
internal sealed class CombinedBody(Body own, Body escaped) : Body
{
    internal Body Own { get; } = own;

    internal Body Escaped { get; } = escaped;

    public override SourceSpan MissingItemSpan => Own.MissingItemSpan;

    public override BodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics)
    {
        var lax = Decoding.Schemas.WithoutRequired(schema);
        return Unite(Own.GetContent(lax, diagnostics), Escaped.GetContent(lax, diagnostics), schema, diagnostics);
    }

    public override BodyContent GetPartialContent(BodySchema schema, out Body remainder, DiagnosticBag diagnostics)
    {
        var lax = Decoding.Schemas.WithoutRequired(schema);
        var first = Own.GetPartialContent(lax, out var ownRest, diagnostics);
        var second = Escaped.GetPartialContent(lax, out var escapedRest, diagnostics);
        remainder = new CombinedBody(ownRest, escapedRest);
        return Unite(first, second, schema, diagnostics);
    }

    public override IReadOnlyDictionary<string, BodyAttribute> GetAttributes(DiagnosticBag diagnostics) =>
        Unite(Own.GetAttributes(diagnostics), Escaped.GetAttributes(diagnostics), diagnostics);

    private BodyContent Unite(BodyContent first, BodyContent second, BodySchema schema, DiagnosticBag diagnostics)
    {
        var attributes = Unite(first.Attributes, second.Attributes, diagnostics);
        foreach (var wanted in schema.Attributes)
        {
            if (wanted.Required && !attributes.ContainsKey(wanted.Name))
                diagnostics.Add(HclRules.MissingArgument, MissingItemSpan, $"The argument \"{wanted.Name}\" is required, but no definition was found.");
        }
        return new BodyContent(attributes, [.. first.Blocks, .. second.Blocks], MissingItemSpan);
    }

    private static Dictionary<string, BodyAttribute> Unite(
        IReadOnlyDictionary<string, BodyAttribute> first, IReadOnlyDictionary<string, BodyAttribute> second, DiagnosticBag diagnostics)
    {
        var all = new Dictionary<string, BodyAttribute>(first, StringComparer.Ordinal);
        foreach (var (name, attribute) in second)
        {
            if (!all.TryAdd(name, attribute))
                diagnostics.Add(ConfigurationRules.DuplicateArgument, attribute.NameSpan, $"The argument \"{name}\" is set already at {all[name].NameSpan}.");
        }
        return all;
    }
}
