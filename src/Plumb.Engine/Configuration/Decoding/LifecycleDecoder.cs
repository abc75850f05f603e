using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes a resource's <c>lifecycle</c>: which arguments make sense depends on the resource's mode.</summary>
internal static class LifecycleDecoder
{
    private static readonly string[] ManagedOnly = ["create_before_destroy", "prevent_destroy", "destroy", "ignore_changes", "replace_triggered_by"];

    internal static ResourceConfig Decode(ResourceConfig resource, BodyBlock block, BodyContent resourceContent, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.Lifecycle);
        var lifecycle = new LifecycleConfig();
        if (resource.Name.Mode == ResourceMode.Managed) lifecycle = DecodeManaged(lifecycle, content, context);
        else RefuseManagedOnly(resource.Name.Mode, block, content, context);
        lifecycle = DecodeTriggers(resource.Name, DecodeConditions(resource.Name, lifecycle, content, context), content, context);

        if (content["enabled"] is not { } enabled) return resource with { Lifecycle = lifecycle };
        if (resourceContent["count"] is not null || resourceContent["for_each"] is not null)
        {
            var other = resourceContent["count"] is not null ? "count" : "for_each";
            context.Report(ConfigurationRules.EnabledAndOther, $"Invalid combination of \"{other}\" and \"enabled\"", enabled.NameSpan,
                $"Both \"{other}\" and \"enabled\" say how many instances there are: only one of them can be given.");
        }
        return resource with { Lifecycle = lifecycle, Enabled = enabled.Expression };
    }

    private static LifecycleConfig DecodeManaged(LifecycleConfig lifecycle, BodyContent content, DecodingContext context)
    {
        if (content["create_before_destroy"] is { } createFirst)
            lifecycle = lifecycle with { HasCreateBeforeDestroy = true, CreateBeforeDestroy = Constant.Bool(createFirst.Expression, context.Diagnostics) ?? false };
        if (content["prevent_destroy"] is { } prevent)
            lifecycle = DecodePreventDestroy(lifecycle, prevent.Expression, context);
        if (content["destroy"] is { } destroy)
            lifecycle = lifecycle with { ForgetOnRemoval = Constant.Bool(destroy.Expression, context.Diagnostics) is false };
        if (content["replace_triggered_by"] is { } triggers)
            lifecycle = lifecycle with { ReplaceTriggeredBy = ReplacementTriggers.Decode(triggers.Expression, context) };
        return content["ignore_changes"] is { } ignore ? DecodeIgnoreChanges(lifecycle, ignore, context) : lifecycle;
    }

    private static LifecycleConfig DecodePreventDestroy(LifecycleConfig lifecycle, Expression expression, DecodingContext context)
    {
        lifecycle = lifecycle with { PreventDestroySpan = expression.Span };
        return StaticExpressions.References(expression).Count > 0 || StaticExpressions.Calls(expression).Any()
            ? lifecycle with { PreventDestroyWhen = expression }
            : lifecycle with { PreventDestroy = Constant.Bool(expression, context.Diagnostics) ?? false };
    }

    private static LifecycleConfig DecodeIgnoreChanges(LifecycleConfig lifecycle, BodyAttribute attribute, DecodingContext context)
    {
        if (StaticExpressions.AsKeyword(attribute.Expression) == "all") return lifecycle with { IgnoreAllChanges = true };
        var paths = new List<IgnoredPath>();
        Expression? wildcard = null;
        foreach (var element in StaticReferences.List(attribute.Expression, context.Diagnostics))
        {
            if (IsStar(element))
            {
                wildcard = element;
                context.Diagnostics.Add(new(ConfigurationRules.IgnoreChangesWildcard, attribute.Expression.Span, "The wildcard [\"*\"] is a form of old that is no longer taken.")
                {
                    Help = "To ignore changes to all attributes write:\n    ignore_changes = all",
                });
                continue;
            }
            var unquoted = QuotedReference.Unquote(element, context.Diagnostics);
            if (StaticReferences.Traversal(unquoted, context.Diagnostics) is { } traversal) paths.Add(ToPath(traversal));
        }
        if (wildcard is not null && paths.Count > 0)
            context.Report(ConfigurationRules.IgnoreChangesMixed, wildcard.Span, "The wildcard means every attribute already, so it cannot stand beside others.");
        return lifecycle with { IgnoreChanges = paths, IgnoreAllChanges = wildcard is not null };
    }

    private static bool IsStar(Expression element) =>
        element is LiteralExpression { Value: StringValue { Text: "*" } }
        || (element is Hcl.Json.JsonExpression { Native: LiteralExpression { Value: StringValue { Text: "*" } } });

    private static IgnoredPath ToPath(Traversal traversal)
    {
        var path = ValuePath.Root.Attribute(traversal.RootName);
        foreach (var step in traversal.Steps)
            path = step is IndexTraversal index ? path.Index(index.Key) : path.Attribute(((AttributeTraversal)step).Name);
        return new IgnoredPath(path, traversal);
    }

    private static LifecycleConfig DecodeConditions(ResourceName resource, LifecycleConfig lifecycle, BodyContent content, DecodingContext context)
    {
        List<CheckRule> before = [], after = [];
        foreach (var block in content.Blocks.Where(b => b.Type != "action_trigger"))
        {
            var rule = CheckRuleDecoder.Decode(block, context);
            CheckRuleDecoder.RefuseSelfReference(rule, block.Type, resource, context);
            (block.Type == "precondition" ? before : after).Add(rule);
        }
        return lifecycle with { Preconditions = before, Postconditions = after };
    }

    private static LifecycleConfig DecodeTriggers(ResourceName resource, LifecycleConfig lifecycle, BodyContent content, DecodingContext context)
    {
        var blocks = content.OfType("action_trigger").ToArray();
        if (blocks is [var first, ..] && resource.Mode != ResourceMode.Managed)
            context.Report(ConfigurationRules.TriggerNotManaged, first.HeaderSpan, "Actions are set off by managed resources only: nothing else changes.");
        return lifecycle with { ActionTriggers = [.. blocks.Select(b => ActionTriggerDecoder.Decode(b, context))] };
    }

    private static void RefuseManagedOnly(ResourceMode mode, BodyBlock block, BodyContent content, DecodingContext context)
    {
        foreach (var name in ManagedOnly)
        {
            if (content[name] is not { } attribute) continue;
            if (mode == ResourceMode.Data)
                context.Report(ConfigurationRules.InvalidDataLifecycle, attribute.NameSpan, $"The lifecycle argument \"{name}\" is for managed resources, not for data sources: they are only read.");
            else
                context.Report(ConfigurationRules.InvalidEphemeralLifecycle, attribute.NameSpan, $"The lifecycle argument \"{name}\" is for managed resources, not for ephemeral ones: they are opened and closed.");
        }
    }
}
