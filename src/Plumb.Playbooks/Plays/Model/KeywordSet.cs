using Plumb.Core.Text;

namespace Plumb.Playbooks.Plays.Model;

/// <summary>The keywords written at one place: of a play, a role, a block or a task. Immutable and most often small.</summary>
public sealed class KeywordSet(IReadOnlyList<KeyValuePair<string, KeywordValue>> entries)
{
    public static KeywordSet Empty { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, KeywordValue>> Entries => entries;

    /// <summary>The value as written, or null where the keyword is not.</summary>
    public KeywordValue? this[string name]
    {
        get
        {
            foreach (var (key, value) in entries)
            {
                if (string.Equals(key, name, StringComparison.Ordinal)) return value;
            }
            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;

    public SourceSpan? PlaceOf(string name) => this[name]?.Span;

    /// <summary>The same with a keyword set anew.</summary>
    public KeywordSet With(string name, object? value, SourceSpan span) =>
        new([.. entries.Where(e => e.Key != name), new(name, new KeywordValue(value, span))]);
}
