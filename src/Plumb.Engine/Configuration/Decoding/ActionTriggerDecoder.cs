using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes the <c>action_trigger</c> blocks of a managed resource.</summary>
internal static class ActionTriggerDecoder
{
    internal static ActionTriggerConfig Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.ActionTrigger);
        return new ActionTriggerConfig(Events(content["events"], context), Actions(content["actions"], context), block.HeaderSpan)
        {
            Condition = content["condition"]?.Expression,
            OnFailure = content["on_failure"] is { } failure ? OnFailure(failure.Expression, context) : ActionFailure.Halt,
        };
    }

    private static List<ActionEvent> Events(BodyAttribute? attribute, DecodingContext context)
    {
        var found = new List<ActionEvent>();
        if (attribute is null) return found;
        foreach (var element in StaticReferences.List(attribute.Expression, context.Diagnostics))
        {
            ActionEvent? known = StaticExpressions.AsKeyword(element) switch
            {
                "before_create" => ActionEvent.BeforeCreate,
                "after_create" => ActionEvent.AfterCreate,
                "before_update" => ActionEvent.BeforeUpdate,
                "after_update" => ActionEvent.AfterUpdate,
                "before_destroy" => ActionEvent.BeforeDestroy,
                "after_destroy" => ActionEvent.AfterDestroy,
                _ => null,
            };
            if (known is { } one && !found.Contains(one)) found.Add(one);
            else context.Report(ConfigurationRules.InvalidTriggerEvent, element.Span, known is null
                ? "The events are the words before_create, after_create, before_update, after_update, before_destroy and after_destroy, without quotes."
                : "This event is in the list already.");
        }
        if (found.Count == 0 && !context.Diagnostics.HasErrors) context.Report(ConfigurationRules.InvalidTriggerEvent, attribute.Expression.Span, "A trigger needs at least one event.");
        return found;
    }

    private static List<Expression> Actions(BodyAttribute? attribute, DecodingContext context)
    {
        var found = new List<Expression>();
        if (attribute is null) return found;
        foreach (var element in StaticReferences.List(attribute.Expression, context.Diagnostics))
        {
            var action = element is JsonExpression json ? json.AsCode(context.Diagnostics) : element;
            var actions = StaticExpressions.References(action).Select(t => ReferenceParser.Parse(t, null)).Count(r => r is ResourceReference { Resource.Mode: ResourceMode.Action });
            if (actions == 1) found.Add(action);
            else context.Report(ConfigurationRules.InvalidTriggerAction, element.Span, "Each element names one action, as in action.type.name or action.type.name[each.key].");
        }
        if (found.Count == 0 && !context.Diagnostics.HasErrors) context.Report(ConfigurationRules.InvalidTriggerAction, attribute.Expression.Span, "A trigger needs at least one action.");
        return found;
    }

    private static ActionFailure OnFailure(Expression expression, DecodingContext context)
    {
        switch (StaticExpressions.AsKeyword(expression))
        {
            case "halt": return ActionFailure.Halt;
            case "taint": return ActionFailure.Taint;
            case "continue": return ActionFailure.Continue;
            default:
                context.Report(ConfigurationRules.InvalidTriggerFailure, expression.Span, "What becomes of a failure is one of the words halt, taint and continue, without quotes.");
                return ActionFailure.Halt;
        }
    }
}
