using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>removed</c> blocks: what is no longer configured, and whether its object is destroyed or left be.</summary>
internal static class RemovedDecoder
{
    internal static RemovedConfig? Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.Removed);
        var target = DecodeTarget(content["from"], context);
        var removed = new RemovedConfig(target?.Traversal ?? new Traversal("", block.HeaderSpan, [], block.HeaderSpan), block.HeaderSpan);
        var isResource = target is { Address.Resource.Mode: ResourceMode.Managed };
        foreach (var inner in content.Blocks)
        {
            removed = inner.Type switch
            {
                "lifecycle" => DecodeLifecycle(removed, inner, context),
                "connection" => DecodeConnection(removed, inner, isResource, context),
                _ => DecodeProvisioner(removed, inner, isResource, context),
            };
        }
        return target is null ? null : removed;
    }

    private static (Traversal Traversal, TargetAddress Address)? DecodeTarget(BodyAttribute? attribute, DecodingContext context)
    {
        if (attribute is null || StaticReferences.Traversal(attribute.Expression, context.Diagnostics) is not { } traversal) return null;
        if (TargetAddressParser.Parse(traversal, context.Diagnostics) is not { } address) return null;
        if (address.FirstKey is { } key)
        {
            context.Report(key.OfModule ? ConfigurationRules.ModuleKeyNotAllowed : ConfigurationRules.ResourceKeyNotAllowed, key.Step.Span,
                "A removed block speaks of all instances at once, so its address has no instance keys.");
            return null;
        }
        switch (address.Resource?.Mode)
        {
            case ResourceMode.Data:
                context.Report(ConfigurationRules.DataNotRemovable, traversal.Span, "Data sources are never destroyed, so there is nothing to say of their removal: deleting the block is enough.");
                return null;
            case ResourceMode.Ephemeral:
                context.Report(ConfigurationRules.EphemeralNotRemovable, traversal.Span, "Ephemeral resources are never kept, so there is nothing to say of their removal: deleting the block is enough.");
                return null;
            default:
                return (traversal, address);
        }
    }

    private static RemovedConfig DecodeLifecycle(RemovedConfig removed, BodyBlock block, DecodingContext context) =>
        context.Read(block.Body, Schemas.RemovedLifecycle)["destroy"] is { } destroy
            ? removed with { Destroy = Constant.Bool(destroy.Expression, context.Diagnostics) ?? true }
            : removed;

    private static RemovedConfig DecodeConnection(RemovedConfig removed, BodyBlock block, bool isResource, DecodingContext context)
    {
        if (!isResource)
        {
            context.Report(ConfigurationRules.InvalidRemovedConnection, block.HeaderSpan, "Only a removed resource can have a connection for its provisioners.");
            return removed;
        }
        if (removed.Connection is not null)
        {
            context.Report(ConfigurationRules.DuplicateConnection, block.HeaderSpan, "This removed block has a connection already.");
            return removed;
        }
        ProvisionerDecoder.CheckDestroyReferences(block.Body, context);
        return removed with { Connection = block.Body };
    }

    private static RemovedConfig DecodeProvisioner(RemovedConfig removed, BodyBlock block, bool isResource, DecodingContext context)
    {
        if (!isResource)
        {
            context.Report(ConfigurationRules.InvalidRemovedProvisioner, block.HeaderSpan, "Only a removed resource can have provisioners.");
            return removed;
        }
        if (ProvisionerDecoder.Decode(block, context) is not { } provisioner) return removed;
        if (provisioner.When == ProvisionerWhen.Destroy) return removed with { Provisioners = [.. removed.Provisioners, provisioner] };
        context.Diagnostics.Add(new(ConfigurationRules.InvalidRemovedProvisioner, block.HeaderSpan, "All that can still happen to a removed resource is its destruction, so its provisioners run then.")
        {
            Help = "Add to the provisioner:\n    when = destroy",
        });
        return removed;
    }
}
