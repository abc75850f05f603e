using System.Text.RegularExpressions;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Lookups;

namespace Plumb.Playbooks.Plays.Checking;

/// <summary>Reads templates without rendering them: their syntax, and the filters, tests and lookups that they name.</summary>
internal sealed partial class TemplateCheck(Templar templar)
{
    /// <summary>Read as something to print: there a name that is not known is a fault at once.</summary>
    public TemplateFault? FaultOfCondition(string condition) => condition.Contains("{{", StringComparison.Ordinal) ? Fault(condition)
        : condition.Contains("}}", StringComparison.Ordinal) ? Fault($"{{% if {condition} %}}{{% endif %}}") : Fault($"{{{{ {condition} }}}}");

    /// <summary>What is wrong with a text, or null.</summary>
    public TemplateFault? Fault(string source)
    {
        if (templar.SyntaxFault(source) is { } message) return new TemplateFault(message, Help(message));
        foreach (Match call in LookupCall().Matches(source))
        {
            var name = call.Groups[2].Value;
            if (LookupTable.Find(name, templar.Settings) is null) return new TemplateFault($"lookup plugin ({name}) not found", Similar(name, LookupTable.AllNames));
        }
        return null;
    }

    // The message does not tell which of the two was meant.
    private string? Help(string message) => UnknownName().Match(message) is { Success: true } unknown ? Similar(unknown.Groups[1].Value, templar.FilterNames.Union(templar.TestNames)) : null;

    private static string? Similar(string name, IEnumerable<string> known) => SimilarWord.Find(name, known) is { } similar ? $"Did you mean '{similar}'?" : null;

    [GeneratedRegex(@"\b(lookup|query|q)\(\s*'([\w.]+)'", RegexOptions.None, 1000)]
    private static partial Regex LookupCall();

    [GeneratedRegex(@"^Could not load ""([^""]+)"": ", RegexOptions.None, 1000)]
    private static partial Regex UnknownName();
}

/// <summary>What is wrong with a template, and what may have been meant.</summary>
internal sealed record TemplateFault(string Message, string? Help);
