using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>output</c> and <c>locals</c> blocks.</summary>
internal static class OutputDecoder
{
    internal static OutputConfig Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.Output);
        context.CheckName(block.Labels[0], block.LabelSpans[0], ConfigurationRules.InvalidOutputName);
        var written = WrittenArguments.None;

        string Text(string name)
        {
            if (content[name] is not { } attribute) return "";
            written |= WrittenArguments.Description;
            return Constant.String(attribute.Expression, context.Diagnostics) ?? "";
        }

        bool Flag(string name, WrittenArguments flag)
        {
            if (content[name] is not { } attribute) return false;
            written |= flag;
            return Constant.Bool(attribute.Expression, context.Diagnostics) ?? false;
        }

        var description = Text("description");
        var sensitive = Flag("sensitive", WrittenArguments.Sensitive);
        var deprecated = content["deprecated"] is { } d ? DeprecationText.Decode(d, ConfigurationRules.InvalidDeprecatedAttribute, context) : null;
        var ephemeral = Flag("ephemeral", WrittenArguments.Ephemeral);
        return new OutputConfig(block.Labels[0], content["value"]?.Expression, block.HeaderSpan)
        {
            Description = description,
            HasDescription = written.HasFlag(WrittenArguments.Description),
            Sensitive = sensitive,
            Ephemeral = ephemeral,
            DeprecationMessage = deprecated,
            DependsOn = StaticReferences.DependsOn(content["depends_on"], context.Diagnostics),
            Preconditions = DecodePreconditions(content, context),
            Written = written,
        };
    }

    internal static IEnumerable<LocalConfig> DecodeLocals(BodyBlock block, DecodingContext context)
    {
        foreach (var attribute in block.Body.GetAttributes(context.Diagnostics).Values.OrderBy(a => a.Span.Start))
        {
            context.CheckName(attribute.Name, attribute.NameSpan, ConfigurationRules.InvalidLocalName);
            yield return new LocalConfig(attribute.Name, attribute.Expression, attribute.Span);
        }
    }

    private static List<CheckRule> DecodePreconditions(BodyContent content, DecodingContext context)
    {
        var rules = new List<CheckRule>();
        foreach (var block in content.Blocks)
        {
            if (block.Type == "precondition") rules.Add(CheckRuleDecoder.Decode(block, context));
            else context.Report(ConfigurationRules.NoPostconditions, block.TypeSpan, "An output value can have preconditions only: there is nothing about it that could be tested afterwards.");
        }
        return rules;
    }
}
