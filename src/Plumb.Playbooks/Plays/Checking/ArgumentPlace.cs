using Plumb.Core.Text;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Plays.Checking;

/// <summary>Where an argument is written: arguments keep no places, so its name is looked for in the text of the task.</summary>
internal static class ArgumentPlace
{
    public static SourceSpan Of(TaskConfig config, string name)
    {
        var text = config.Span.File.Text;
        var end = Math.Max(config.Span.End, Math.Min(text.Length, config.Span.Start + 1));
        for (var at = text.IndexOf(name, config.Span.Start, end - config.Span.Start, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, end - at - 1, StringComparison.Ordinal))
        {
            var after = at + name.Length;
            var starts = at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.');
            if (starts && after < text.Length && text[after] is ':' or '=') return config.Span.File.Span(at, after);
        }
        return config.Span;
    }
}
