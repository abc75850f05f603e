using Plumb.Engine.Configuration.Merging;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>provider</c> and <c>provider_meta</c> blocks.</summary>
internal static class ProviderDecoder
{
    private static readonly string[] ReservedArguments = ["count", "depends_on", "source"];

    internal static ProviderConfig? Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.ReadPartial(block.Body, Schemas.Provider, out var remainder);
        var name = block.Labels[0];
        if (!ProviderReferenceDecoder.CheckLocalName(name, block.HeaderSpan, context)) return null;
        var alias = DecodeAlias(content["alias"], context);
        var version = DecodeVersion(content["version"], context);
        foreach (var reserved in ReservedArguments)
        {
            if (content[reserved] is { } attribute)
                context.Report(ConfigurationRules.ReservedProviderArgument, attribute.NameSpan, $"The provider argument \"{reserved}\" is reserved for a future version of the language.");
        }
        if (alias is null && content["for_each"] is { } forEach)
            context.Report(ConfigurationRules.AliasRequired, forEach.Expression.Span, "Only a provider configuration with an alias can be repeated by \"for_each\".");
        var provider = new ProviderConfig(name, alias, remainder, block.HeaderSpan)
        {
            Address = context.Providers.Resolve(name),
            ForEach = content["for_each"]?.Expression,
            Version = version,
        };
        return DecodeBlocks(provider, content, context);
    }

    internal static ProviderMetaConfig? DecodeMeta(BodyBlock block, DecodingContext context)
    {
        var errors = context.Diagnostics.Count(d => d.Severity == Core.Diagnostics.Severity.Error);
        foreach (var attribute in block.Body.GetAttributes(context.Diagnostics).Values) _ = Constant.Evaluate(attribute.Expression, context.Diagnostics);
        if (context.Diagnostics.Count(d => d.Severity == Core.Diagnostics.Severity.Error) > errors) return null;
        return ProviderReferenceDecoder.CheckLocalName(block.Labels[0], block.HeaderSpan, context)
            ? new ProviderMetaConfig(block.Labels[0], block.Body, block.HeaderSpan)
            : null;
    }

    private static string? DecodeAlias(BodyAttribute? attribute, DecodingContext context)
    {
        if (attribute is null) return null;
        var alias = Constant.String(attribute.Expression, context.Diagnostics) ?? "";
        if (Identifier.IsValid(alias)) return alias;
        context.Report(ConfigurationRules.InvalidAlias, null, "An alias must be a valid name. " + Identifier.Requirement);
        return alias.Length == 0 ? null : alias;
    }

    private static VersionConstraintConfig? DecodeVersion(BodyAttribute? attribute, DecodingContext context)
    {
        if (attribute is null) return null;
        context.Diagnostics.Add(new(ConfigurationRules.VersionInProvider, attribute.Expression.Span, "A version constraint inside a provider block is deprecated: constraints on providers belong into required_providers.")
        {
            Help = "Move the constraint into the required_providers block.",
        });
        return VersionConstraintDecoder.Decode(attribute, context.Diagnostics);
    }

    private static ProviderConfig DecodeBlocks(ProviderConfig provider, BodyContent content, DecodingContext context)
    {
        BodyBlock? escape = null;
        foreach (var block in content.Blocks)
        {
            if (block.Type != "_")
            {
                context.Report(ConfigurationRules.ReservedProviderBlock, block.TypeSpan, $"The block type \"{block.Type}\" is reserved for a future version of the language.");
            }
            else if (escape is not null)
            {
                context.ReportDuplicate(ConfigurationRules.DuplicateEscape, block, escape, "This provider configuration");
            }
            else
            {
                escape = block;
                provider = provider with { Body = new CombinedBody(provider.Body, block.Body) };
            }
        }
        return provider;
    }
}
