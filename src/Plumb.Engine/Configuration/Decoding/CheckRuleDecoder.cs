using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes blocks of a condition and a message: validation, precondition, postcondition, assert.</summary>
internal static class CheckRuleDecoder
{
    internal static CheckRule Decode(BodyBlock block, DecodingContext context)
    {
        var missing = new InvalidExpression(block.HeaderSpan);
        if (context.IsOverride)
        {
            context.Report(ConfigurationRules.CannotOverride, $"Can't override {block.Type} blocks", block.HeaderSpan,
                $"An override file cannot change \"{block.Type}\" blocks: they belong to the file with the original block.");
            return new CheckRule(missing, missing, block.HeaderSpan);
        }

        var content = context.Read(block.Body, Schemas.CheckRule);
        var condition = content["condition"]?.Expression ?? missing;
        if (condition is not InvalidExpression && StaticExpressions.References(condition).Count == 0)
        {
            context.Report(ConfigurationRules.InvalidCheckExpression, $"Invalid {block.Type} expression", condition.Span,
                "The condition must refer to at least one object of the configuration: as it is, its result would always be the same.");
        }
        return new CheckRule(condition, content["error_message"]?.Expression ?? missing, block.HeaderSpan);
    }

    /// <summary>A resource's condition cannot name the resource itself: while it is tested, that is what <c>self</c> is for.</summary>
    internal static void RefuseSelfReference(CheckRule rule, string blockType, ResourceName resource, DecodingContext context)
    {
        foreach (var expression in new[] { rule.Condition, rule.ErrorMessage })
        {
            var names = StaticExpressions.References(expression).Select(t => ReferenceParser.Parse(t, null)).OfType<ResourceReference>();
            if (!names.Any(r => r.Resource == resource)) continue;
            context.Report(ConfigurationRules.SelfReferenceInCheck, $"Invalid reference in {blockType}", expression.Span,
                $"The configuration of {resource} cannot refer to itself by its address."
                + (blockType == "postcondition" ? " In a postcondition, use self." : ""));
        }
    }
}
