using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>
/// The keywords that hold at a place: its own, and those of the blocks, roles and the play around it. The nearest one wins; tags,
/// conditions, environments and defaults of modules add up.
/// </summary>
public sealed class KeywordScope(KeywordSet own, KeywordScope? parent)
{
    public KeywordSet Own => own;

    public KeywordScope? Parent => parent;

    /// <summary>The nearest value of a keyword, or null where nobody set one.</summary>
    public KeywordValue? Nearest(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Own[name] is { Value: not null } value) return value;
        }
        return null;
    }

    /// <summary>The value that holds where <paramref name="value"/> is left out: the next one outwards, or null.</summary>
    public KeywordValue? Beyond(KeywordValue value, string name)
    {
        var passed = false;
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Own[name] is not { Value: not null } own) continue;
            if (passed && !ReferenceEquals(own, value)) return own;
            passed |= ReferenceEquals(own, value);
        }
        return null;
    }

    /// <summary>Every value of a keyword, the outermost first.</summary>
    public IReadOnlyList<KeywordValue> All(string name)
    {
        List<KeywordValue>? found = null;
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Own[name] is { } value) (found ??= []).Add(value);
        }
        found?.Reverse();
        return found ?? (IReadOnlyList<KeywordValue>)[];
    }

    /// <summary>The entries of a keyword that holds lists, the outermost first; a value that is no list counts as one entry.</summary>
    public IEnumerable<(object? Value, SourceSpan Span)> AllEntries(string name)
    {
        foreach (var value in All(name))
        {
            if (value.Value is PyList list)
            {
                foreach (var item in list.Items) yield return (item, value.Span);
            }
            else if (value.Value is not null)
            {
                yield return (value.Value, value.Span);
            }
        }
    }
}
