using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Versions;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>required_providers</c>: objects of source, version and configuration_aliases, or a version alone as of old.</summary>
internal static class RequiredProvidersDecoder
{
    internal static IReadOnlyList<ProviderRequirement> Decode(BodyBlock block, DecodingContext context)
    {
        var found = new List<ProviderRequirement>();
        foreach (var attribute in block.Body.GetAttributes(context.Diagnostics).Values.OrderBy(a => a.Span.Start))
            if (DecodeEntry(attribute, context) is { } requirement) found.Add(requirement);
        return found;
    }

    private static ProviderRequirement? DecodeEntry(BodyAttribute attribute, DecodingContext context)
    {
        if (Probe(attribute.Expression) is { Type.IsPrimitive: true } legacy) return DecodeLegacy(attribute, legacy, context);
        if (!ProviderReferenceDecoder.CheckLocalName(attribute.Name, attribute.Expression.Span, context)) return null;
        if (StaticExpressions.AsMap(attribute.Expression) is not { } items)
        {
            context.Report(ConfigurationRules.InvalidRequiredProviders, attribute.Expression.Span, "An entry of required_providers is an object with \"source\" and \"version\", or a version constraint alone.");
            return null;
        }

        var requirement = new ProviderRequirement(attribute.Name, ProviderNames.Implied(attribute.Name), "", null, [], attribute.Expression.Span);
        var sound = true;
        foreach (var (key, value) in items)
        {
            var (next, goOn) = DecodeArgument(requirement, key, value, attribute, context);
            sound &= next is not null;
            requirement = next ?? requirement;
            if (!goOn) break;
        }
        return sound ? requirement : null;
    }

    private static (ProviderRequirement? Requirement, bool GoOn) DecodeArgument(
        ProviderRequirement requirement, Expression key, Expression value, BodyAttribute attribute, DecodingContext context)
    {
        if (Constant.Evaluate(key, context.Diagnostics) is not StringValue name)
        {
            context.Report(ConfigurationRules.InvalidAttribute, key.Span, "The names of what a provider requirement holds must be constant strings.");
            return (null, true);
        }
        switch (name.Text)
        {
            case "version":
                return (DecodeVersion(value, attribute, context) is { } version ? requirement with { Version = version } : null, true);
            case "source":
                return (DecodeSource(requirement, value, context), true);
            case "configuration_aliases":
                return (DecodeAliases(requirement, value, context), true);
            default:
                context.Report(ConfigurationRules.InvalidRequiredProviders, key.Span, "A provider requirement can hold \"version\", \"source\" and \"configuration_aliases\" only. What configures a provider belongs into a provider block.");
                return (null, false);
        }
    }

    private static ProviderRequirement? DecodeLegacy(BodyAttribute attribute, Value value, DecodingContext context)
    {
        var version = VersionConstraintDecoder.Convert(attribute, value, context.Diagnostics);
        if (!ProviderPart.TryNormalize(attribute.Name, out var name, out var reason))
        {
            context.Report(ConfigurationRules.InvalidProviderName, attribute.Expression.Span, $"\"{attribute.Name}\" cannot name a provider: it {reason}.");
            return null;
        }
        return new ProviderRequirement(attribute.Name, ProviderNames.Implied(name), "", version, [], attribute.Expression.Span);
    }

    private static VersionConstraintConfig? DecodeVersion(Expression expression, BodyAttribute attribute, DecodingContext context)
    {
        if (Probe(expression) is not StringValue text)
        {
            context.Report(ConfigurationRules.InvalidVersionConstraint, expression.Span, "The version must be a string, such as \"~> 1.2\".");
            return null;
        }
        if (VersionConstraints.TryParse(text.Text, out var constraints, out var error)) return new VersionConstraintConfig(constraints, attribute.Span);
        context.Diagnostics.Add(VersionConstraintDecoder.Malformed(expression, error));
        return null;
    }

    private static ProviderRequirement? DecodeSource(ProviderRequirement requirement, Expression expression, DecodingContext context)
    {
        if (Probe(expression) is not StringValue text)
        {
            context.Report(ConfigurationRules.InvalidProviderSource, expression.Span, "The source must be a string, such as \"hashicorp/random\".");
            return null;
        }
        return ProviderSource.Parse(text.Text, expression.Span, context.Diagnostics) is { } address
            ? requirement with { Source = text.Text, Address = address }
            : null;
    }

    private static ProviderRequirement? DecodeAliases(ProviderRequirement requirement, Expression expression, DecodingContext context)
    {
        var aliases = new List<string>();
        var before = context.Diagnostics.Count;
        foreach (var element in StaticReferences.List(expression, context.Diagnostics))
        {
            if (StaticReferences.Traversal(element, context.Diagnostics) is not { } traversal) continue;
            if (traversal.Steps is not ([] or [AttributeTraversal]))
            {
                context.Report(ConfigurationRules.InvalidConfigurationAliases, expression.Span, "Each element names a configuration by the provider's local name, a period and an alias.");
            }
            else if (traversal.RootName != requirement.LocalName)
            {
                context.Report(ConfigurationRules.InvalidConfigurationAliases, expression.Span, $"Each element must begin with the local name of its own provider: \"{requirement.LocalName}\" instead of \"{traversal.RootName}\".");
            }
            else
            {
                aliases.Add(traversal.Steps is [AttributeTraversal alias] ? alias.Name : "");
            }
        }
        return context.Diagnostics.Count > before ? null : requirement with { ConfigurationAliases = aliases };
    }

    /// <summary>The constant value, or unknown where there is none; says nothing.</summary>
    private static Value Probe(Expression expression)
    {
        var faults = new DiagnosticBag();
        var value = Constant.Evaluate(expression, faults);
        return faults.HasErrors ? Value.DynamicUnknown : value;
    }
}
