using Plumb.Core.Text;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>aws</c>, <c>aws.west</c> and <c>aws.by_region[each.key]</c>: the configuration of a provider that something names.</summary>
internal static class ProviderReferenceDecoder
{
    internal static ProviderReference? Decode(Expression expression, string argument, DecodingContext context)
    {
        if (expression is JsonExpression json) expression = json.AsCode(context.Diagnostics);
        Expression? key = null;
        if (expression is IndexExpression index) (expression, key) = (index.Collection, index.Key);

        var unquoted = QuotedReference.Unquote(expression, context.Diagnostics);
        var traversal = StaticExpressions.AsTraversal(unquoted);
        if (traversal is null || traversal.Steps.Count > (key is null && traversal.Steps is [_, IndexTraversal] ? 2 : 1))
        {
            context.Report(ConfigurationRules.InvalidProviderReference, unquoted.Span, QuotedReference.IsQuoted(unquoted)
                ? "A provider configuration is named without quotes."
                : $"The {argument} argument names a provider by its local name, which may be followed by a period and an alias.");
            return null;
        }
        if (!CheckLocalName(traversal.RootName, traversal.RootSpan, context)) return null;

        var reference = new ProviderReference(traversal.RootName, null, traversal.RootSpan) { Key = key };
        if (traversal.Steps is [var first, ..])
        {
            if (first is not AttributeTraversal alias) return Refuse(reference, first.Span, context);
            reference = reference with { Alias = alias.Name };
        }
        if (traversal.Steps is [_, IndexTraversal constant]) reference = reference with { Key = new LiteralExpression(constant.Key, constant.Span) };
        if (reference is { Alias: null, Key: not null })
            context.Report(ConfigurationRules.InvalidProviderReference, traversal.Span, "An instance key needs an alias before it, as in name.alias[key].");
        return reference;
    }

    /// <summary>A local name of a provider, as a block's label or in a reference, must be in its normal form.</summary>
    internal static bool CheckLocalName(string name, SourceSpan span, DecodingContext context)
    {
        if (!ProviderPart.TryNormalize(name, out var normal, out var reason))
        {
            context.Report(ConfigurationRules.InvalidProviderLocalName, span, $"\"{name}\" cannot be the local name of a provider: it {reason}.");
            return false;
        }
        if (normal == name) return true;
        context.Report(ConfigurationRules.InvalidProviderLocalName, span, $"Local names of providers are written in their normal form: \"{normal}\" instead of \"{name}\".");
        return false;
    }

    private static ProviderReference Refuse(ProviderReference reference, SourceSpan span, DecodingContext context)
    {
        context.Report(ConfigurationRules.InvalidProviderReference, span, "After the provider's local name there can be only a period and an alias.");
        return reference;
    }
}
