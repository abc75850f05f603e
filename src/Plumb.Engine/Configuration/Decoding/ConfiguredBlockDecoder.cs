using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>action</c> and <c>list</c> blocks, in which what the schema of the provider describes has a block of its own.</summary>
internal static class ConfiguredBlockDecoder
{
    internal static ResourceConfig DecodeAction(BodyBlock block, DecodingContext context)
    {
        context.CheckName(block.Labels[0], block.LabelSpans[0], ConfigurationRules.InvalidActionType);
        context.CheckName(block.Labels[1], block.LabelSpans[1], ConfigurationRules.InvalidActionName);
        return Decode(block, ResourceMode.Action, context.Read(block.Body, Schemas.Action), context);
    }

    internal static ResourceConfig DecodeList(BodyBlock block, DecodingContext context)
    {
        context.CheckName(block.Labels[0], block.LabelSpans[0], ConfigurationRules.InvalidListType);
        context.CheckName(block.Labels[1], block.LabelSpans[1], ConfigurationRules.InvalidListName);
        var content = context.Read(block.Body, Schemas.List);
        return Decode(block, ResourceMode.List, content, context) with { List = new ListArguments(content["include_resource"]?.Expression, content["limit"]?.Expression) };
    }

    private static ResourceConfig Decode(BodyBlock block, ResourceMode mode, BodyContent content, DecodingContext context)
    {
        if (content["count"] is not null && content["for_each"] is { } forEach)
            context.Report(ConfigurationRules.CountAndForEach, forEach.NameSpan, "Both \"count\" and \"for_each\" say how many instances there are: only one of them can be given.");
        var configs = content.OfType("config").ToArray();
        if (configs is [var first, var second, ..]) context.ReportDuplicate(ConfigurationRules.DuplicateConfig, second, first, "This block");
        var implied = ProviderNames.ImpliedBy(block.Labels[0]);
        var config = new ResourceConfig(new ResourceName(mode, block.Labels[0], block.Labels[1]), configs is [var only, ..] ? only.Body : Empty(block), block.HeaderSpan, block.LabelSpans[0])
        {
            Count = content["count"]?.Expression,
            ForEach = content["for_each"]?.Expression,
            Provider = new ProviderReference(implied, null, null),
            ProviderAddress = context.Providers.Resolve(implied),
        };
        return content["provider"] is { } provider && ProviderReferenceDecoder.Decode(provider.Expression, "provider", context) is { } reference
            ? config with { Provider = reference, ProviderAddress = context.Providers.Resolve(reference.LocalName) }
            : config;
    }

    /// <summary>What is missing in it is missing at the block itself.</summary>
    private static NativeBody Empty(BodyBlock block) => HclParser.ParseFile(new SourceFile(block.HeaderSpan.File.Name, ""), new());
}
