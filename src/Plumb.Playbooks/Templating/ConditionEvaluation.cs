using System.Text.RegularExpressions;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Templating;

/// <summary>Decides conditions: <c>when</c>, <c>until</c>, <c>failed_when</c>, <c>that</c> and their like.</summary>
internal sealed partial class ConditionEvaluation(Templar templar)
{
    public bool Holds(object? condition, TemplateVariables variables) => condition switch
    {
        PyList list => list.Items.All(item => HoldsOne(item, variables)),
        PyTuple tuple => tuple.All(item => HoldsOne(item, variables)),
        _ => HoldsOne(condition, variables),
    };

    private bool HoldsOne(object? condition, TemplateVariables variables)
    {
        if (condition is null or "") return true;
        if (condition is bool truth) return truth;
        try
        {
            return Check(condition, variables);
        }
        catch (TemplatingException e)
        {
            throw new TemplatingException(
                e.Fault == TemplatingFault.Undefined ? TemplatingFault.Undefined : TemplatingFault.Failure,
                $"The conditional check '{TemplateTexts.Describe(condition)}' failed. The error was: {e.Message}",
                e,
                "ansible.errors.AnsibleError");
        }
    }

    private bool Check(object condition, TemplateVariables variables)
    {
        var original = TemplateTexts.Describe(condition);
        var expression = original;
        try
        {
            // What a template in the condition makes is an expression in turn; lookups stay out of it, for it may hold what others wrote.
            var isTemplate = condition is TemplateText;
            if (isTemplate) templar.Settings.Warn($"conditional statements should not include jinja2 templating delimiters such as {{{{ }}}} or {{% %}}. Found: {original}");
            var rendered = templar.Render(condition, variables);
            if (rendered is not string text || text.Length == 0) return PyValues.Truth(rendered);
            expression = text;
            return Evaluate(text, variables, disableLookups: isTemplate);
        }
        catch (TemplatingException e) when (e.Fault == TemplatingFault.Undefined)
        {
            if (AskedForIt(e.Message, expression) is { } answer) return answer;
            throw TemplatingException.Undefined($"error while evaluating conditional ({original}): {e.Message}", e);
        }
        catch (Jinja.JinjaException e) when (e.IsUndefined)
        {
            throw TemplatingException.Undefined($"error while evaluating conditional ({original}): {e.Message}", e);
        }
    }

    private bool Evaluate(string expression, TemplateVariables variables, bool disableLookups)
    {
        // The blanks keep the words from being read as data.
        var presented = new TemplateText($"{{% if {expression} %}} True {{% else %}} False {{% endif %}}");
        var value = templar.Render(presented, variables, RenderOptions.Default with { DisableLookups = disableLookups });
        return (value is bool truth ? PyText.Str(truth) : (value as string)?.Trim()) switch
        {
            "True" => true,
            "False" => false,
            _ => throw TemplatingException.Failure($"unable to evaluate conditional: {expression}"),
        };
    }

    /// <summary>
    /// A condition such as <c>x is defined and x.y</c> may stumble over the very variable whose absence it asks for: then the answer is
    /// what the question about that variable is.
    /// </summary>
    private static bool? AskedForIt(string message, string expression)
    {
        if (UndefinedName().Match(message) is not { Success: true } fault) return null;
        var name = fault.Groups[1].Value.Replace('\'', '"');
        foreach (Match question in DefinedQuestion().Matches(expression))
        {
            if (question.Groups[1].Value.Replace('\'', '"') != name) continue;
            var shouldExist = question.Groups[2].Value.Contains("not", StringComparison.Ordinal) != (question.Groups[3].Value == "defined");
            return !shouldExist;
        }

        return null;
    }

    [GeneratedRegex(@"'(hostvars\[.+\]|\w+)' is undefined", RegexOptions.None, 1000)]
    private static partial Regex UndefinedName();

    [GeneratedRegex(@"(hostvars\[.+\]|\w+)\s+(not\s+is|is|is\s+not)\s+(defined|undefined)", RegexOptions.None, 1000)]
    private static partial Regex DefinedQuestion();
}
