using Plumb.Engine.Configuration.Merging;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>module</c> blocks. Source and version stay expressions until the module's variables are known.</summary>
internal static class ModuleCallDecoder
{
    internal static ModuleCallConfig Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.ReadPartial(block.Body, Schemas.Module, out var remainder);
        context.CheckName(block.Labels[0], block.LabelSpans[0], ConfigurationRules.InvalidModuleName);
        if (content["count"] is not null && content["for_each"] is { } forEach)
        {
            context.Report(ConfigurationRules.CountAndForEach, forEach.NameSpan,
                "Both \"count\" and \"for_each\" say how many instances there are: only one of them can be given.");
        }
        var call = new ModuleCallConfig(block.Labels[0], block.HeaderSpan)
        {
            SourceExpression = content["source"]?.Expression,
            SourceSpan = content["source"]?.Expression.Span,
            VersionAttribute = content["version"],
            Count = content["count"]?.Expression,
            ForEach = content["for_each"]?.Expression,
            DependsOn = StaticReferences.DependsOn(content["depends_on"], context.Diagnostics),
            DependsOnSpan = content["depends_on"]?.Expression.Span,
            Providers = DecodeProviders(content["providers"], context),
            Body = remainder,
        };
        return DecodeBlocks(call, content, context);
    }

    private static ModuleCallConfig DecodeBlocks(ModuleCallConfig call, BodyContent content, DecodingContext context)
    {
        BodyBlock? lifecycle = null, escape = null;
        foreach (var block in content.Blocks)
        {
            switch (block.Type)
            {
                case "lifecycle" when lifecycle is not null:
                    context.ReportDuplicate(ConfigurationRules.DuplicateLifecycle, block, lifecycle, "This module call");
                    break;
                case "lifecycle":
                    lifecycle = block;
                    call = DecodeLifecycle(call, block, context);
                    break;
                case "_" when escape is not null:
                    context.ReportDuplicate(ConfigurationRules.DuplicateEscape, block, escape, "This module call");
                    break;
                case "_":
                    escape = block;
                    call = call with { Body = new CombinedBody(call.Body, block.Body) };
                    break;
                default:
                    context.Report(ConfigurationRules.ReservedModuleBlock, block.TypeSpan, $"The block type \"{block.Type}\" is reserved for a future version of the language.");
                    break;
            }
        }
        return call;
    }

    private static ModuleCallConfig DecodeLifecycle(ModuleCallConfig call, BodyBlock block, DecodingContext context)
    {
        if (context.Read(block.Body, Schemas.ModuleLifecycle)["enabled"] is not { } enabled) return call;
        if (call.Count is not null || call.ForEach is not null)
        {
            var other = call.Count is not null ? "count" : "for_each";
            context.Report(ConfigurationRules.EnabledAndOther, $"Invalid combination of \"{other}\" and \"enabled\"", enabled.NameSpan,
                $"Both \"{other}\" and \"enabled\" say how many instances there are: only one of them can be given.");
        }
        return call with { Enabled = enabled.Expression };
    }

    private static List<PassedProvider> DecodeProviders(BodyAttribute? attribute, DecodingContext context)
    {
        if (attribute is null) return [];
        if (StaticExpressions.AsMap(attribute.Expression) is not { } pairs)
        {
            if (attribute.Expression is not InvalidExpression)
                context.Report(ConfigurationRules.InvalidExpression, attribute.Expression.Span, "A map written out in braces is required here.");
            return [];
        }
        var passed = new List<PassedProvider>(pairs.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            var inChild = ProviderReferenceDecoder.Decode(key, "providers", context);
            var inParent = ProviderReferenceDecoder.Decode(value, "providers", context);
            if (inChild is null || inParent is null) continue;
            if (seen.Add(inChild.ToString())) passed.Add(new PassedProvider(inChild, inParent));
            else context.Report(ConfigurationRules.DuplicatePassedProvider, value.Span, $"A configuration is passed as \"{inChild}\" already. Each configuration of the child module can be given only once.");
        }
        return passed;
    }
}
