using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>Parsed patterns by their text: the same few are asked for once per instance of a resource. Bounded; safe to share.</summary>
internal sealed class PatternCache
{
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<string, RegularExpression> _patterns = new(StringComparer.Ordinal);

    internal bool TryGet(string pattern, [NotNullWhen(true)] out RegularExpression? expression, [NotNullWhen(false)] out RegexSyntaxError? error)
    {
        error = null;
        if (_patterns.TryGetValue(pattern, out expression)) return true;
        if (!RegularExpression.TryParse(pattern, out expression, out error)) return false;
        if (_patterns.Count >= Capacity) _patterns.Clear();
        _patterns[pattern] = expression;
        return true;
    }
}
