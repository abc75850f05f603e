using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>import</c> blocks. Instance keys in the target may be expressions; what it leads to must be told without them.</summary>
internal static class ImportDecoder
{
    internal static ImportConfig? Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.Import);
        CheckIdentification(content, context);
        if (content["to"] is not { } to) return null;
        var expression = to.Expression is JsonExpression json ? json.AsCode(context.Diagnostics) : to.Expression;
        var target = DecodeTarget(expression, to, context);
        var reference = content["provider"] is { } p ? ProviderReferenceDecoder.Decode(p.Expression, "provider", context) : null;
        if (target is null) return null;
        if (content["provider"] is { } provider && !target.Module.IsRoot)
        {
            context.Diagnostics.Add(new(ConfigurationRules.InvalidImportProvider, provider.Span, "The provider can be named only for a resource that is to be generated. A module's resources have the providers that are passed to the module.")
            {
                Help = "Use the \"providers\" argument of the module block.",
            });
        }
        return new ImportConfig(block.HeaderSpan)
        {
            To = expression,
            Target = target,
            Id = content["id"]?.Expression,
            Identity = content["identity"]?.Expression,
            ForEach = content["for_each"]?.Expression,
            Provider = reference,
        };
    }

    private static void CheckIdentification(BodyContent content, DecodingContext context)
    {
        if (content["id"] is null && content["identity"] is null)
        {
            context.Diagnostics.Add(new(ConfigurationRules.MissingImportId, content.MissingItemSpan, "The argument \"id\" is required, but no definition was found: it names the object to import.")
            {
                Help = "Give either \"id\" or \"identity\".",
            });
        }
        else if (content["id"] is { } id && content["identity"] is { } identity)
        {
            context.Report(ConfigurationRules.ConflictingImport, id.Span.To(identity.Span), "Both \"id\" and \"identity\" name the object to import: only one of them can be given.");
        }
    }

    private static TargetAddress? DecodeTarget(Expression expression, BodyAttribute attribute, DecodingContext context)
    {
        var before = context.Diagnostics.Count;
        var traversal = WithoutDynamicKeys(expression);
        if (traversal is null && expression is not InvalidExpression)
            context.Report(ConfigurationRules.InvalidExpression, expression.Span, "The target is a resource's address, in which only the instance keys may be expressions: module.a[var.x].type.name[each.key].");
        var target = traversal is null ? null : TargetAddressParser.Parse(traversal, context.Diagnostics);
        if (target is { IsModule: true })
        {
            context.Report(ReferenceRules.InvalidAddress, expression.Span, "The address of a resource instance is required here: after the module there must be a resource.");
            target = null;
        }
        if (target is { Resource.Mode: ResourceMode.Managed }) return target;
        if (target is not null || context.Diagnostics.Count > before)
            context.Report(ConfigurationRules.InvalidImportAddress, attribute.Span, "Only managed resources can be imported.");
        return null;
    }

    /// <summary>The path of the target with a stand-in for every key that is computed.</summary>
    private static Traversal? WithoutDynamicKeys(Expression expression)
    {
        switch (expression)
        {
            case TraversalExpression t:
                return t.Traversal;
            case IndexExpression i when WithoutDynamicKeys(i.Collection) is { } collection:
                var key = new IndexTraversal(i.Key is LiteralExpression l ? l.Value : Value.String(ImportConfig.ComputedKey), i.Span);
                return collection with { Steps = [.. collection.Steps, key], Span = i.Span };
            case RelativeTraversalExpression r when WithoutDynamicKeys(r.Source) is { } source:
                return source with { Steps = [.. source.Steps, .. r.Steps], Span = r.Span };
            default:
                return null;
        }
    }
}
