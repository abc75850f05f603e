using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>replace_triggered_by</c>: each element names one resource, whose keys may be count.index and each.key.</summary>
internal static class ReplacementTriggers
{
    internal static IReadOnlyList<Expression> Decode(Expression expression, DecodingContext context)
    {
        var triggers = new List<Expression>();
        var isSound = true;
        foreach (var element in StaticReferences.List(expression, context.Diagnostics))
        {
            var trigger = element is JsonExpression json ? json.AsCode(context.Diagnostics) : element;
            triggers.Add(trigger);
            if (isSound) isSound = Check(trigger, context);
        }
        return triggers;
    }

    /// <summary>False where a fault was found; what follows a faulty element is not looked at.</summary>
    private static bool Check(Expression trigger, DecodingContext context)
    {
        var before = context.Diagnostics.Count;
        var faults = new DiagnosticBag();
        var references = StaticExpressions.References(trigger).Select(t => ReferenceParser.Parse(t, faults)).ToList();
        foreach (var fault in faults) context.Diagnostics.Add(fault with { Subject = trigger.Span, Context = null });
        if (faults.HasErrors) return false;

        var resources = 0;
        foreach (var reference in references)
        {
            switch (reference)
            {
                case ResourceReference:
                    resources++;
                    break;
                case ScopedReference { Name: ScopedName.EachKey or ScopedName.CountIndex }:
                    break;
                case ScopedReference { Name: ScopedName.EachValue }:
                    context.Report(ConfigurationRules.EachInTriggers, trigger.Span, "Of \"each\", only each.key can be used here.");
                    break;
                default:
                    context.Report(ConfigurationRules.OtherInTriggers, trigger.Span, "Only resources, count.index and each.key can be used here.");
                    break;
            }
        }
        if (resources != 1)
        {
            context.Report(ConfigurationRules.InvalidTriggers, trigger.Span, resources == 0
                ? "Each element must refer to a resource, and this one refers to none."
                : "Each element must refer to one resource, and this one refers to several.");
        }
        return context.Diagnostics.Count == before;
    }
}
