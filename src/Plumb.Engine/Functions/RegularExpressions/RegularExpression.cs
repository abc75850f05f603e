using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>
/// A regular expression with RE2's syntax and meaning: of the leftmost matches the one that a backtracking search would
/// find first, in time linear in the text whatever the pattern. Texts are matched by code points. Immutable.
/// </summary>
internal sealed class RegularExpression
{
    private readonly RegexProgram _program;

    private RegularExpression(RegexProgram program, IReadOnlyList<string?> groupNames)
    {
        _program = program;
        GroupNames = groupNames;
    }

    /// <summary>The names of the groups, null for unnamed ones; the first is the whole match.</summary>
    internal IReadOnlyList<string?> GroupNames { get; }

    internal static bool TryParse(string pattern, [NotNullWhen(true)] out RegularExpression? expression, [NotNullWhen(false)] out RegexSyntaxError? error)
    {
        expression = null;
        var root = PatternParser.Parse(pattern, out var groupNames, out error);
        if (root is null)
        {
            error ??= new RegexSyntaxError("the expression is not valid", "");
            return false;
        }
        if (RegexProgram.Compile(root, groupNames.Count) is not { } program)
        {
            error = new RegexSyntaxError("the expression is too large", "");
            return false;
        }
        expression = new RegularExpression(program, groupNames);
        error = null;
        return true;
    }

    /// <summary>The leftmost match: for each group where it begins and ends (UTF-16 offsets), or -1 twice. Null where there is none.</summary>
    internal int[]? Find(string text) => FinderFor(text)(0);

    /// <summary>All matches that do not overlap; an empty one right after another is not counted.</summary>
    internal IEnumerable<int[]> FindAll(string text)
    {
        var find = FinderFor(text);
        var lastEnd = -1;
        for (var position = 0; position <= text.Length;)
        {
            if (find(position) is not { } match) yield break;
            var (start, end) = (match[0], match[1]);
            if (end > position) position = end;
            else position += WidthAt(text, position);
            if (end > start || start != lastEnd) yield return match;
            lastEnd = end;
        }
    }

    /// <summary>Replaces every match by a template with <c>$1</c>, <c>${name}</c> and <c>$$</c>.</summary>
    internal string ReplaceAll(string text, string template)
    {
        var find = FinderFor(text);
        var replacement = ReplacementTemplate.Parse(template, GroupNames);
        var output = new StringBuilder();
        var copied = 0;
        for (var position = 0; position <= text.Length;)
        {
            if (find(position) is not { } match) break;
            var (start, end) = (match[0], match[1]);
            output.Append(text, copied, start - copied);
            if (end > copied || start == 0) replacement.AppendTo(output, text, match);
            copied = end;
            position = Math.Max(end, position + WidthAt(text, position));
        }
        return output.Append(text, copied, text.Length - copied).ToString();
    }

    private static int WidthAt(string text, int position) => position < text.Length ? CodePoints.WidthAt(text, position) : 1;

    private Func<int, int[]?> FinderFor(string text)
    {
        if (_program.IsLiteral) return from => FindLiteral(text, from);
        return BacktrackingMatcher.Suits(_program, text)
            ? new BacktrackingMatcher(_program, text).Find
            : new ParallelMatcher(_program, text).Find;
    }

    private int[]? FindLiteral(string text, int from)
    {
        var at = text.IndexOf(_program.Prefix, from, StringComparison.Ordinal);
        return at < 0 ? null : [at, at + _program.Prefix.Length];
    }
}
