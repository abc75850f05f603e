using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>moved</c> blocks.</summary>
internal static class MovedDecoder
{
    internal static MovedConfig? Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.Moved);
        var from = Endpoint(content["from"], context);
        var to = Endpoint(content["to"], context);
        if (from is not { } f || to is not { } t) return null;
        if (f.Address.IsModule == t.Address.IsModule) return new MovedConfig(f.Traversal, t.Traversal, block.HeaderSpan);
        context.Report(ConfigurationRules.InvalidMovedAddresses, block.HeaderSpan, "Both addresses must be of resources, or both of modules: neither can become the other.");
        return null;
    }

    private static (Traversal Traversal, TargetAddress Address)? Endpoint(BodyAttribute? attribute, DecodingContext context)
    {
        if (attribute is null || StaticReferences.Traversal(attribute.Expression, context.Diagnostics) is not { } traversal) return null;
        return TargetAddressParser.Parse(traversal, context.Diagnostics) is { } address ? (traversal, address) : null;
    }
}
