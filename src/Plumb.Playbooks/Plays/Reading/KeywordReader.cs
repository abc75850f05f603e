using Plumb.Core.Text;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Tells keywords from the rest of a mapping, and which keyword was meant where one is unknown.</summary>
internal static class KeywordReader
{
    /// <summary>The keywords of a mapping as they are; what is no keyword goes to <paramref name="other"/>.</summary>
    public static KeywordSet Read(YamlMapping mapping, IReadOnlySet<string> known, ReadingContext context, Action<string, YamlEntry> other)
    {
        var entries = new List<KeyValuePair<string, KeywordValue>>(mapping.Entries.Count);
        foreach (var entry in mapping.Entries)
        {
            if (ReadingContext.KeyText(entry) is not { } name)
            {
                context.Report(PlayRules.WrongShape, entry.Key.Span, "A keyword is text.");
                continue;
            }
            if (!known.Contains(name))
            {
                other(name, entry);
                continue;
            }
            entries.RemoveAll(e => e.Key == name);
            entries.Add(new(name, new KeywordValue(IsTree(name) ? null : context.Value(entry.Value), entry.Key.Span)));
        }
        return new KeywordSet(entries);
    }

    public static void ReportUnknown(string name, SourceSpan place, string level, IEnumerable<string> known, ReadingContext context)
    {
        var similar = SimilarWord.Find(name, known);
        context.Report(PlayRules.UnknownKeyword, place, $"'{name}' is not a valid attribute for a {level}", similar is null ? null : $"Did you mean '{similar}'?");
    }

    /// <summary>Whether a reader of its own reads what is under the keyword.</summary>
    private static bool IsTree(string name) => name is "tasks" or "pre_tasks" or "post_tasks" or "handlers" or "roles" or "block" or "rescue" or "always" or "vars_prompt";
}
