using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Merging;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>resource</c>, <c>data</c> and <c>ephemeral</c> blocks. What the schema of the provider describes stays a body.</summary>
internal static class ResourceDecoder
{
    internal static ResourceConfig Decode(BodyBlock block, ResourceMode mode, DecodingContext context)
    {
        var content = context.ReadPartial(block.Body, mode == ResourceMode.Managed ? Schemas.Resource : Schemas.Data, out var remainder);
        var resource = Begin(block, mode, remainder, context);
        resource = DecodeArguments(resource, content, context);
        resource = DecodeBlocks(resource, content, context);
        CheckDestroyConnection(resource, context);
        return resource;
    }

    /// <summary>The data source inside a check block, which the check repeats for nobody and whose life it governs.</summary>
    internal static ResourceConfig DecodeScoped(BodyBlock block, string check, DecodingContext context)
    {
        var content = context.ReadPartial(block.Body, Schemas.Data, out var remainder);
        var resource = Begin(block, ResourceMode.Data, remainder, context) with { CheckName = check };
        foreach (var name in new[] { "count", "for_each" })
        {
            if (content[name] is not { } attribute) continue;
            context.Report(ConfigurationRules.InvalidScopedArgument, $"Invalid \"{name}\" attribute", attribute.NameSpan,
                $"The data source of a check block cannot be repeated, so \"{name}\" means nothing here.");
        }
        foreach (var lifecycle in content.OfType("lifecycle"))
            context.Report(ConfigurationRules.InvalidLifecycleBlock, lifecycle.HeaderSpan, "The data source of a check block has no lifecycle of its own: the check governs it.");
        return DecodeBlocks(DecodeReferences(resource, content, context), content, context) with { Lifecycle = new LifecycleConfig() };
    }

    private static ResourceConfig Begin(BodyBlock block, ResourceMode mode, Body remainder, DecodingContext context)
    {
        var (type, name) = (block.Labels[0], block.Labels[1]);
        var (badType, badName) = mode switch
        {
            ResourceMode.Managed => (ConfigurationRules.InvalidResourceTypeName, ConfigurationRules.InvalidResourceName),
            ResourceMode.Data => (ConfigurationRules.InvalidDataSourceName, ConfigurationRules.InvalidDataResourceName),
            _ => (ConfigurationRules.InvalidEphemeralTypeName, ConfigurationRules.InvalidEphemeralName),
        };
        context.CheckName(type, block.LabelSpans[0], badType);
        context.CheckName(name, block.LabelSpans[1], badName);
        var implied = ProviderNames.ImpliedBy(type);
        return new ResourceConfig(new ResourceName(mode, type, name), remainder, block.HeaderSpan, block.LabelSpans[0])
        {
            Provider = new ProviderReference(implied, null, null),
            ProviderAddress = context.Providers.Resolve(implied),
        };
    }

    private static ResourceConfig DecodeArguments(ResourceConfig resource, BodyContent content, DecodingContext context)
    {
        if (content["count"] is not null && content["for_each"] is { } forEach)
        {
            context.Report(ConfigurationRules.CountAndForEach, forEach.NameSpan,
                "Both \"count\" and \"for_each\" say how many instances there are: only one of them can be given.");
        }
        resource = resource with { Count = content["count"]?.Expression, ForEach = content["for_each"]?.Expression };
        return DecodeReferences(resource, content, context);
    }

    private static ResourceConfig DecodeReferences(ResourceConfig resource, BodyContent content, DecodingContext context)
    {
        if (content["provider"] is { } provider && ProviderReferenceDecoder.Decode(provider.Expression, "provider", context) is { } reference)
            resource = resource with { Provider = reference, ProviderAddress = context.Providers.Resolve(reference.LocalName) };
        return resource with { DependsOn = StaticReferences.DependsOn(content["depends_on"], context.Diagnostics) };
    }

    private static ResourceConfig DecodeBlocks(ResourceConfig resource, BodyContent content, DecodingContext context)
    {
        var seen = new Dictionary<string, BodyBlock>(StringComparer.Ordinal);
        foreach (var block in content.Blocks)
        {
            if (block.Type is "lifecycle" or "connection" or "_" && IsRepeated(block, seen, context)) continue;
            resource = block.Type switch
            {
                "lifecycle" => LifecycleDecoder.Decode(resource, block, content, context),
                "connection" => resource with { Connection = block.Body },
                "provisioner" => ProvisionerDecoder.Decode(block, context) is { } p ? resource with { Provisioners = [.. resource.Provisioners, p] } : resource,
                "_" => resource with { Body = new CombinedBody(resource.Body, block.Body) },
                _ => RefuseReserved(resource, block, context),
            };
        }
        return resource;
    }

    private static bool IsRepeated(BodyBlock block, Dictionary<string, BodyBlock> seen, DecodingContext context)
    {
        if (seen.TryAdd(block.Type, block)) return false;
        var rule = block.Type switch
        {
            "lifecycle" => ConfigurationRules.DuplicateLifecycle,
            "connection" => ConfigurationRules.DuplicateConnection,
            _ => ConfigurationRules.DuplicateEscape,
        };
        context.ReportDuplicate(rule, block, seen[block.Type], "This resource");
        return true;
    }

    private static ResourceConfig RefuseReserved(ResourceConfig resource, BodyBlock block, DecodingContext context)
    {
        DiagnosticRule rule = resource.Name.Mode switch
        {
            ResourceMode.Managed => ConfigurationRules.ReservedResourceBlock,
            ResourceMode.Data => ConfigurationRules.ReservedDataBlock,
            _ => ConfigurationRules.ReservedEphemeralBlock,
        };
        context.Report(rule, block.TypeSpan, $"The block type \"{block.Type}\" is reserved for a future version of the language.");
        return resource;
    }

    /// <summary>A connection that a provisioner uses at destruction must make do with the resource itself.</summary>
    private static void CheckDestroyConnection(ResourceConfig resource, DecodingContext context)
    {
        if (resource.Connection is { } connection && resource.Provisioners.Any(p => p.When == ProvisionerWhen.Destroy))
            ProvisionerDecoder.CheckDestroyReferences(connection, context);
    }
}
