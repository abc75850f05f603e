using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>variable</c> blocks.</summary>
internal static class VariableDecoder
{
    /// <summary>Names that have a meaning of their own in a module call, where a variable of that name could never be set.</summary>
    private static readonly HashSet<string> Reserved = new(
        [.. Schemas.Module.Attributes.Select(a => a.Name), .. Schemas.Module.Blocks.Select(b => b.Type)], StringComparer.Ordinal);

    internal static VariableConfig Decode(BodyBlock block, DecodingContext context)
    {
        var name = block.Labels[0];
        var content = context.Read(block.Body, Schemas.Variable);
        context.CheckName(name, block.LabelSpans[0], ConfigurationRules.InvalidVariableName);
        if (Reserved.Contains(name))
            context.Report(ConfigurationRules.InvalidVariableName, block.LabelSpans[0], $"The name \"{name}\" has a meaning of its own inside module blocks, so a variable cannot have it.");

        var variable = new VariableConfig(name, block.HeaderSpan) { Nullable = true };
        variable = DecodeDescription(variable, content, context);
        variable = DecodeType(variable, content, context);
        variable = DecodeFlags(variable, content, context);
        variable = DecodeDefault(variable, content, context);
        var validations = content.OfType("validation").Select(b => DecodeValidation(name, b, context)).ToList();
        return validations.Count == 0 ? variable : variable with { Validations = validations };
    }

    private static VariableConfig DecodeDescription(VariableConfig variable, BodyContent content, DecodingContext context)
    {
        if (content["description"] is { } description)
        {
            variable = variable with
            {
                Description = Constant.String(description.Expression, context.Diagnostics) ?? "",
                HasDescription = true,
                Written = variable.Written | WrittenArguments.Description,
            };
        }
        if (content["deprecated"] is not { } deprecated) return variable;
        return variable with { DeprecationMessage = DeprecationText.Decode(deprecated, ConfigurationRules.InvalidDeprecatedValue, context) };
    }

    private static VariableConfig DecodeType(VariableConfig variable, BodyContent content, DecodingContext context)
    {
        if (content["type"] is not { } type) return variable;
        var decoded = TypeExpression.ReadVariableType(type.Expression, context.Diagnostics);
        return variable with
        {
            Type = decoded.Type,
            TypeDefaults = decoded.Defaults,
            ParsesAsExpression = !decoded.Type.IsPrimitive,
            HasDeclaredType = true,
            Written = variable.Written | WrittenArguments.Type,
        };
    }

    private static VariableConfig DecodeFlags(VariableConfig variable, BodyContent content, DecodingContext context)
    {
        bool Read(string name, WrittenArguments flag, bool otherwise)
        {
            if (content[name] is not { } attribute) return otherwise;
            variable = variable with { Written = variable.Written | flag };
            return Constant.Bool(attribute.Expression, context.Diagnostics) ?? otherwise;
        }

        var sensitive = Read("sensitive", WrittenArguments.Sensitive, false);
        var ephemeral = Read("ephemeral", WrittenArguments.Ephemeral, false);
        // A variable whose nullability cannot be read counts as not nullable, as with the peer, so that a null default is found too.
        var nullable = content["nullable"] is null || Read("nullable", WrittenArguments.Nullable, false);
        _ = Read("const", WrittenArguments.None, false);
        return variable with { Sensitive = sensitive, Ephemeral = ephemeral, Nullable = nullable };
    }

    private static VariableConfig DecodeDefault(VariableConfig variable, BodyContent content, DecodingContext context)
    {
        if (content["default"] is not { } attribute) return variable;
        var value = Constant.Evaluate(attribute.Expression, context.Diagnostics);
        // In an override file the type may be declared elsewhere: there the default is converted when it is merged.
        if (!context.IsOverride || variable.HasDeclaredType)
        {
            if (DefaultConversion.TryConvert(value, variable.Type, variable.TypeDefaults, out var converted, out var reason))
            {
                value = converted;
            }
            else
            {
                context.Report(ConfigurationRules.InvalidDefault, attribute.Expression.Span, $"This default value does not fit the variable's type constraint: {reason}.");
                value = Value.DynamicUnknown;
            }
        }
        if (!variable.Nullable && value.Unmarked is NullValue)
            context.Report(ConfigurationRules.InvalidDefault, attribute.Expression.Span, "The default cannot be null where nullable is false.");
        return variable with { Default = value, DefaultSpan = attribute.Expression.Span };
    }

    private static CheckRule DecodeValidation(string variable, BodyBlock block, DecodingContext context)
    {
        var rule = CheckRuleDecoder.Decode(block, context);
        if (rule.Condition is InvalidExpression) return rule;
        var refersToItself = StaticExpressions.References(rule.Condition)
            .Any(t => ReferenceParser.Parse(t, null) is VariableReference v && v.Name == variable);
        if (!refersToItself)
        {
            context.Report(ConfigurationRules.InvalidValidationCondition, rule.Condition.Span,
                $"The condition for variable \"{variable}\" must refer to var.{variable}, or else it would not test the values given.");
        }
        return rule;
    }
}
