using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Keywords;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Reads entries of <c>roles</c> and of a role's dependencies: a name, or a mapping with keywords and parameters.</summary>
internal sealed class RoleConfigReader(ReadingContext context)
{
    public IReadOnlyList<RoleConfig> ReadList(YamlNode? node)
    {
        switch (node)
        {
            case null or YamlScalar { Text: "" or "~" or "null", Style: ScalarStyle.Plain }:
                return [];
            case YamlSequence list:
                return [.. list.Items.Select(Read).OfType<RoleConfig>()];
            default:
                context.Report(PlayRules.WrongShape, node.Span, "A malformed role declaration was encountered.");
                return [];
        }
    }

    private RoleConfig? Read(YamlNode node)
    {
        if (node is YamlScalar { Text: var written })
        {
            if (!written.Contains(',', StringComparison.Ordinal)) return ReadName(context.Value(node), node.Span);
            context.Report(PlayRules.WrongShape, node.Span, $"Invalid old style role requirement: {written}");
            return null;
        }
        if (node is not YamlMapping mapping)
        {
            context.Report(PlayRules.WrongShape, node.Span, "A role is its name, or a mapping with 'role'.");
            return null;
        }
        var parameters = new PyDict();
        var keywords = KeywordReader.Read(mapping, PlayKeywords.OfRoles, context, (name, entry) => parameters[name] = context.Value(entry.Value));
        var name = keywords["role"]?.Value ?? keywords["name"]?.Value;
        // Requirements for a galaxy name a role by its source.
        if (name is null && parameters.TryGet("src", out var source)) name = source;
        if (name is null)
        {
            context.Report(PlayRules.WrongShape, mapping.Span, "role definitions must contain a role name");
            return null;
        }
        return new RoleConfig(name, keywords, parameters, mapping.Span);
    }

    /// <summary>A name, perhaps with parameters behind it as older playbooks have them.</summary>
    private static RoleConfig ReadName(object? value, SourceSpan place)
    {
        if (value is not string text || !text.Contains(' ', StringComparison.Ordinal) || InlineArguments.Parse(text, isCommand: false) is not { } parsed) return new RoleConfig(value, KeywordSet.Empty, new PyDict(), place);
        var parameters = new PyDict();
        foreach (var (name, given) in parsed.Named) parameters[name] = TemplateText.IsTemplate(given) ? new TemplateText(given) : given;
        return new RoleConfig(parsed.FreeText, KeywordSet.Empty, parameters, place);
    }
}
