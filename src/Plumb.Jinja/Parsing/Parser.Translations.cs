using System.Text;
using System.Text.RegularExpressions;
using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Parsing;

/// <summary>The <c>trans</c> tag: a call of the global <c>gettext</c> or its kin, and the variables put into what it gives.</summary>
internal sealed partial class Parser
{
    private readonly record struct TranslatedText(string Text, List<string> Names);

    private IReadOnlyList<StatementSyntax> ParseTranslation()
    {
        var line = tokens.Take().Line;
        var context = Current.Kind == TokenKind.String ? tokens.Take().Value : null;
        var (variables, trimmed) = ParseTranslationVariables();
        var count = variables.Count > 0 ? variables.Values.First() : null;
        var singular = ParseTranslatedText(allowsPlural: true);
        if (count is null && singular.Names.Count > 0) count = new NameSyntax(singular.Names[0], line);
        TranslatedText? plural = null;
        if (tokens.SkipName("pluralize"))
        {
            if (Current.Kind != TokenKind.BlockEnd) count = ParsePluralCount(variables);
            tokens.Expect(TokenKind.BlockEnd);
            plural = ParseTranslatedText(allowsPlural: false);
            if (count is null) throw Fail("pluralize without variables", line);
        }
        tokens.Take();
        List<string> referenced = [.. singular.Names, .. plural?.Names ?? []];
        foreach (var name in referenced) variables.TryAdd(name, new NameSyntax(name, line));

        string Prepare(string text)
        {
            if (referenced.Count == 0) text = text.Replace("%%", "%", StringComparison.Ordinal);
            return trimmed ? LineBreaks().Replace(text.Trim(), " ") : text;
        }
        ExpressionSyntax[] arguments =
        [
            .. context is null ? Array.Empty<ExpressionSyntax>() : [new ConstantSyntax(context, line)],
            new ConstantSyntax(Prepare(singular.Text), line),
            .. plural is { } several && count is not null ? new[] { new ConstantSyntax(Prepare(several.Text), line), count } : [],
        ];
        var function = (plural is null ? "" : "n") + (context is null ? "" : "p") + "gettext";
        return [new OutputSyntax([Translate(function, arguments, variables, line)], line)];
    }

    private static ExpressionSyntax Translate(string function, ExpressionSyntax[] arguments, OrderedDictionary<string, ExpressionSyntax> variables, int line)
    {
        var call = new CallSyntax(new NameSyntax(function, line), new ArgumentsSyntax(arguments, [], null, null), line);
        var text = new TranslatedSyntax(call, line);
        if (variables.Count == 0) return text;
        var values = new DictSyntax([.. variables.Select(v => KeyValuePair.Create<ExpressionSyntax, ExpressionSyntax>(new ConstantSyntax(v.Key, line), v.Value))], line);
        return new BinarySyntax(BinaryOperator.Modulo, text, values, line);
    }

    private (OrderedDictionary<string, ExpressionSyntax> Variables, bool Trimmed) ParseTranslationVariables()
    {
        var variables = new OrderedDictionary<string, ExpressionSyntax>();
        bool? trimmed = null;
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (variables.Count > 0) tokens.Expect(",");
            if (tokens.SkipIf(":")) break;
            var name = tokens.Expect(TokenKind.Name);
            if (variables.ContainsKey(name.Text)) throw Fail($"translatable variable '{name.Text}' defined twice.", name.Line, "TemplateAssertionError");
            if (tokens.SkipIf("=")) variables[name.Text] = ParseExpression();
            else if (trimmed is null && name.Text is "trimmed" or "notrimmed") trimmed = name.Text == "trimmed";
            else variables[name.Text] = new NameSyntax(name.Text, name.Line);
        }
        tokens.Expect(TokenKind.BlockEnd);
        return (variables, trimmed ?? false);
    }

    private ExpressionSyntax ParsePluralCount(OrderedDictionary<string, ExpressionSyntax> variables)
    {
        var name = tokens.Expect(TokenKind.Name);
        return variables.TryGetValue(name.Text, out var count) ? count
            : throw Fail($"unknown variable '{name.Text}' for pluralization", name.Line, "TemplateAssertionError");
    }

    private TranslatedText ParseTranslatedText(bool allowsPlural)
    {
        var text = new StringBuilder();
        var names = new List<string>();
        while (!tokens.AtEnd)
        {
            if (Current.Kind == TokenKind.Data)
            {
                text.Append(tokens.Take().Text.Replace("%", "%%", StringComparison.Ordinal));
            }
            else if (Current.Kind == TokenKind.VariableBegin)
            {
                tokens.Take();
                var name = tokens.Expect(TokenKind.Name).Text;
                names.Add(name);
                text.Append("%(").Append(name).Append(")s");
                tokens.Expect(TokenKind.VariableEnd);
            }
            else
            {
                tokens.Take();
                if (Current.IsName("endtrans") || (allowsPlural && Current.IsName("pluralize"))) return new TranslatedText(text.ToString(), names);
                throw Fail(Current.IsName("pluralize")
                    ? "a translatable section can have only one pluralize section"
                    : "control structures in translatable sections are not allowed");
            }
        }
        throw Fail("unclosed translation block");
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreaks();
}
