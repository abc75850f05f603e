using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>check</c> blocks.</summary>
internal static class CheckDecoder
{
    internal static CheckConfig? Decode(BodyBlock block, DecodingContext context)
    {
        var name = block.Labels[0];
        if (context.IsOverride)
        {
            context.Report(ConfigurationRules.CannotOverride, "Can't override check blocks", block.HeaderSpan, "An override file cannot change check blocks.");
            return null;
        }
        var content = context.Read(block.Body, Schemas.Check);
        context.CheckName(name, block.LabelSpans[0], ConfigurationRules.InvalidCheckName);
        var check = new CheckConfig(name, block.HeaderSpan);
        foreach (var inner in content.Blocks)
        {
            // What is faulty inside does not count, so that its faults are not reported of the whole again.
            var faults = new DiagnosticBag();
            var next = DecodeInner(check, inner, context with { Diagnostics = faults });
            if (!faults.HasErrors) check = next;
            context.Diagnostics.AddRange(faults);
        }
        if (check.Assertions.Count == 0)
            context.Report(ConfigurationRules.NoAssertions, block.HeaderSpan, "A check block needs at least one assert block, or else there is nothing to check.");
        return check;
    }

    private static CheckConfig DecodeInner(CheckConfig check, BodyBlock block, DecodingContext context)
    {
        if (block.Type == "assert") return check with { Assertions = [.. check.Assertions, CheckRuleDecoder.Decode(block, context)] };
        if (check.Data is { } first)
        {
            context.Report(ConfigurationRules.SeveralScopedData, block.HeaderSpan, $"This check block has a data source already, at {first.Span}. It can have only one.");
            return check;
        }
        return check with { Data = ResourceDecoder.DecodeScoped(block, check.Name, context) };
    }
}
