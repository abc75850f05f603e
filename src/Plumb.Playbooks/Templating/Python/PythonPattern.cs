using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>
/// A regular expression of Python's <c>re</c>, run by .NET's engine with a limit on time. Groups are numbered in the order in which they
/// open, named or not, as Python numbers them.
/// </summary>
internal sealed class PythonPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly string _source;
    private readonly PatternGroups _groups;
    private readonly Regex _anywhere;
    private readonly Lazy<Regex> _atStart;
    private readonly Lazy<Regex> _whole;

    private PythonPattern(string source, string translated, RegexOptions options, PatternGroups groups)
    {
        (_source, _groups) = (source, groups);
        _anywhere = Compile(translated);
        _atStart = new(() => Compile($@"\G(?:{translated})"));
        _whole = new(() => Compile($@"\G(?:{translated})\z"));

        Regex Compile(string pattern)
        {
            try
            {
                return new Regex(pattern, options | RegexOptions.CultureInvariant, Limit);
            }
            catch (RegexParseException e)
            {
                throw TemplatingException.Python("re.error", Describe(e, source), e);
            }
        }
    }

    public int GroupCount => _groups.Count;

    public IReadOnlyDictionary<string, int> Names => _groups.Names;

    public static PythonPattern Compile(string source, bool ignoreCase = false, bool multiline = false)
    {
        var options = (ignoreCase ? RegexOptions.IgnoreCase : 0) | (multiline ? RegexOptions.Multiline : 0);
        var translation = new PatternTranslation(source, options);
        var text = AsPython(translation.Translate);
        return new PythonPattern(source, text, translation.Options, new PatternGroups(translation.GroupCount, translation.Names));
    }

    public Match Search(string text) => Guard(() => _anywhere.Match(text));

    public Match MatchStart(string text) => Guard(() => _atStart.Value.Match(text));

    public Match MatchWhole(string text) => Guard(() => _whole.Value.Match(text));

    public IReadOnlyList<Match> FindAll(string text) => Guard(() => _anywhere.Matches(text).ToList());

    public string Replace(string text, string replacement, int count = 0)
    {
        var template = AsPython(() => ReplacementTemplate.Parse(replacement, _groups));
        return Guard(() => _anywhere.Replace(text, template.Expand, count == 0 ? -1 : count));
    }

    /// <summary>Parts of the text between matches, and what groups captured, as <c>re.split</c> gives them.</summary>
    public IReadOnlyList<string?> Split(string text, int limit = 0)
    {
        List<string?> parts = [];
        var from = 0;
        foreach (var match in FindAll(text).Take(limit == 0 ? int.MaxValue : limit))
        {
            parts.Add(text[from..match.Index]);
            for (var group = 1; group <= GroupCount; group++) parts.Add(match.Groups[group].Success ? match.Groups[group].Value : null);
            from = match.Index + match.Length;
        }

        parts.Add(text[from..]);
        return parts;
    }

    /// <summary>The text with every character that means something in a pattern escaped, as <c>re.escape</c> does.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (@"()[]{}?*+-|^$\.&~# ".Contains(character, StringComparison.Ordinal) || character is '\t' or '\n' or '\r' or '\v' or '\f') escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>What Python says of the commonest faults; else what the engine says.</summary>
    private static string Describe(RegexParseException fault, string source) => fault.Error switch
    {
        RegexParseError.QuantifierAfterNothing => $"nothing to repeat at position {Math.Max(0, fault.Offset - 1)}",
        RegexParseError.NestedQuantifiersNotParenthesized => $"multiple repeat at position {Math.Max(0, fault.Offset - 1)}",
        RegexParseError.InsufficientClosingParentheses => $"missing ), unterminated subpattern at position {Math.Max(0, source.LastIndexOf('('))}",
        RegexParseError.InsufficientOpeningParentheses => $"unbalanced parenthesis at position {Math.Max(0, fault.Offset - 1)}",
        RegexParseError.UnterminatedBracket => $"unterminated character set at position {Math.Max(0, source.LastIndexOf('['))}",
        RegexParseError.UnescapedEndingBackslash => $"bad escape (end of pattern) at position {source.Length - 1}",
        _ => $"the regular expression '{source}' is not valid: {fault.Message}",
    };

    private static T AsPython<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PatternException fault)
        {
            throw TemplatingException.Python("re.error", fault.Message, fault);
        }
    }

    private T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (RegexMatchTimeoutException e)
        {
            throw TemplatingException.Filter($"the regular expression '{_source}' took longer than {Limit.TotalSeconds} seconds on this text", e);
        }
    }
}
