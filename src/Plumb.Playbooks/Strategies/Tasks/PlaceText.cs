using System.Globalization;
using Plumb.Core.Text;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Where a fault is, as the peer's messages show it: the file, the line with what is before it, and an arrow.</summary>
public static class PlaceText
{
    private const string Beginning = "\n\nThe error appears to be in '";
    private const string MissingQuotes = "We could be wrong, but this one looks like it might be an issue with\nmissing quotes. Always quote template expression brackets when they\nstart a value. For instance:\n\n    with_items:\n      - {{ foo }}\n\nShould be written as:\n\n    with_items:\n      - \"{{ foo }}\"\n";

    public static string Of(SourceSpan span)
    {
        var position = span.StartPosition;
        var line = span.File.GetLine(position.Line).TrimEnd();
        var before = position.Line > 1 ? span.File.GetLine(position.Line - 1).TrimEnd() : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Beginning}{Path.GetFullPath(span.File.Name)}': line {position.Line}, column {position.Column}, but may\nbe elsewhere in the file depending on the exact syntax problem.\n\nThe offending line appears to be:\n\n{before}\n{line}\n{new string(' ', position.Column - 1)}^ here\n{(LacksQuotes(line) ? MissingQuotes : "")}");
    }

    /// <summary>The message without the place that was put behind it.</summary>
    public static string Without(string message) => message.IndexOf(Beginning, StringComparison.Ordinal) is >= 0 and var at ? message[..at] : message;

    /// <summary>A template without quotes of both kinds before it is told of, whether it is the fault or not.</summary>
    private static bool LacksQuotes(string line) =>
        line.Contains("{{", StringComparison.Ordinal) && line.Contains("}}", StringComparison.Ordinal)
        && !(line.Contains("\"{{", StringComparison.Ordinal) && line.Contains("'{{", StringComparison.Ordinal));
}
