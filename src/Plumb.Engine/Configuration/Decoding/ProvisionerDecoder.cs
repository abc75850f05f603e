using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Merging;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>provisioner</c> blocks.</summary>
internal static class ProvisionerDecoder
{
    private static readonly HashSet<string> Removed = new(["chef", "habitat", "puppet", "salt-masterless"], StringComparer.Ordinal);

    internal static ProvisionerConfig? Decode(BodyBlock block, DecodingContext context)
    {
        var type = block.Labels[0];
        var content = context.ReadPartial(block.Body, Schemas.Provisioner, out var remainder);
        if (Removed.Contains(type))
        {
            context.Report(ConfigurationRules.RemovedProvisioner, $"The \"{type}\" provisioner has been removed", block.LabelSpans[0],
                $"The \"{type}\" provisioner was removed from the language in version 0.15 and is not there any more.");
            return null;
        }
        var provisioner = new ProvisionerConfig(type, remainder, block.HeaderSpan, block.LabelSpans[0])
        {
            When = DecodeWhen(content["when"], context),
            ContinueOnFailure = DecodeOnFailure(content["on_failure"], context),
        };
        if (provisioner.When == ProvisionerWhen.Destroy) CheckDestroyReferences(remainder, context);
        return DecodeBlocks(provisioner, content, context);
    }

    /// <summary>When a resource is destroyed, all that a provisioner can count on is the resource itself.</summary>
    internal static void CheckDestroyReferences(Body body, DecodingContext context)
    {
        foreach (var attribute in body.GetAttributes(new DiagnosticBag()).Values)
        {
            foreach (var traversal in StaticExpressions.References(attribute.Expression))
            {
                if (IsAllowedAtDestroy(traversal)) continue;
                context.Report(ConfigurationRules.DestroyReference, attribute.Expression.Span,
                    "A provisioner that runs when its resource is destroyed, and its connection, can refer only to self, count.index and each.key: other objects may be gone by then.");
            }
        }
    }

    private static bool IsAllowedAtDestroy(Traversal traversal) => traversal.RootName switch
    {
        "self" or "path" or "terraform" or "tofu" => true,
        "count" => traversal.Steps is [AttributeTraversal { Name: "index" }],
        "each" => traversal.Steps is [AttributeTraversal { Name: "key" }],
        _ => false,
    };

    private static ProvisionerWhen DecodeWhen(BodyAttribute? attribute, DecodingContext context)
    {
        if (attribute is null) return ProvisionerWhen.Create;
        var expression = QuotedReference.UnquoteKeyword(attribute.Expression, context.Diagnostics);
        switch (StaticExpressions.AsKeyword(expression))
        {
            case "create": return ProvisionerWhen.Create;
            case "destroy": return ProvisionerWhen.Destroy;
            default:
                context.Report(ConfigurationRules.InvalidWhen, expression.Span, "The argument \"when\" is one of the keywords create and destroy.");
                return ProvisionerWhen.Create;
        }
    }

    private static bool DecodeOnFailure(BodyAttribute? attribute, DecodingContext context)
    {
        if (attribute is null) return false;
        switch (StaticExpressions.AsKeyword(QuotedReference.UnquoteKeyword(attribute.Expression, context.Diagnostics)))
        {
            case "continue": return true;
            case "fail": return false;
            default:
                context.Report(ConfigurationRules.InvalidOnFailure, attribute.Expression.Span, "The argument \"on_failure\" is one of the keywords continue and fail.");
                return false;
        }
    }

    private static ProvisionerConfig DecodeBlocks(ProvisionerConfig provisioner, BodyContent content, DecodingContext context)
    {
        BodyBlock? connection = null, escape = null;
        foreach (var block in content.Blocks)
        {
            switch (block.Type)
            {
                case "connection" when connection is not null:
                    context.ReportDuplicate(ConfigurationRules.DuplicateConnection, block, connection, "This provisioner");
                    break;
                case "connection":
                    connection = block;
                    if (provisioner.When == ProvisionerWhen.Destroy) CheckDestroyReferences(block.Body, context);
                    provisioner = provisioner with { Connection = block.Body };
                    break;
                case "_" when escape is not null:
                    context.ReportDuplicate(ConfigurationRules.DuplicateEscape, block, escape, "This provisioner");
                    break;
                case "_":
                    escape = block;
                    provisioner = provisioner with { Body = new CombinedBody(provisioner.Body, block.Body) };
                    break;
                default:
                    context.Report(ConfigurationRules.ReservedProvisionerBlock, block.TypeSpan, $"The block type \"{block.Type}\" is reserved for a future version of the language.");
                    break;
            }
        }
        return provisioner;
    }
}
