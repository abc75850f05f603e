using System.Text.RegularExpressions;
using Plumb.Operations.Model;

namespace Plumb.Operations.Text;

/// <summary>
/// A regular expression of Python's <c>re</c>, run by .NET's engine. Groups keep Python's numbers: .NET would count named groups last.
/// Over bytes (as text of one character each) the classes <c>\w</c>, <c>\d</c> and <c>\s</c> are those of ASCII.
/// </summary>
public sealed class PythonPattern
{
    private readonly PatternGroups _groups;
    private readonly Lazy<Regex> _atStart;

    private PythonPattern(Regex regex, PatternGroups groups)
    {
        (Regex, _groups) = (regex, groups);
        _atStart = new(() => new Regex(@"\A(?:" + regex + ")", regex.Options));
    }

    public Regex Regex { get; }

    /// <summary>Whether <c>^</c> and <c>$</c> match at every line.</summary>
    public bool IsMultiline => Regex.Options.HasFlag(RegexOptions.Multiline);

    /// <summary>Translates a pattern.</summary>
    /// <exception cref="OperationException">The pattern is malformed.</exception>
    public static PythonPattern Compile(string pattern, RegexOptions options = RegexOptions.None, bool bytes = false)
    {
        try
        {
            var translation = new PatternTranslation(pattern, options, bytes);
            var text = translation.Translate();
            return new PythonPattern(new Regex(text, translation.Options | RegexOptions.CultureInvariant), new PatternGroups(translation.GroupCount, translation.Names));
        }
        catch (Exception fault) when (fault is ArgumentException or PatternException)
        {
            throw new OperationException($"The regular expression '{pattern}' is malformed: {fault.Message}");
        }
    }

    /// <summary>The numbers of the groups that have names.</summary>
    public IReadOnlyDictionary<string, int> Names => _groups.Names;

    /// <summary>The number of a named group, or null.</summary>
    public int? GroupNumber(string name) => Names.TryGetValue(name, out var number) ? number : null;

    /// <summary>The first match that begins at the start of the text, as <c>re.match</c> has it.</summary>
    public Match MatchAtStart(string text) => _atStart.Value.Match(text);

    /// <summary>A replacement with references to groups: <c>\1</c>, <c>\g&lt;name&gt;</c>, <c>\n</c>.</summary>
    /// <exception cref="PatternException">The replacement is malformed.</exception>
    public ReplacementTemplate Template(string source) => ReplacementTemplate.Parse(source, _groups);

    /// <summary>A replacement with its references to groups filled in.</summary>
    /// <exception cref="OperationException">The replacement is malformed.</exception>
    public string Expand(Match match, string template)
    {
        try
        {
            return Template(template).Expand(match);
        }
        catch (PatternException fault)
        {
            throw new OperationException(fault.Message);
        }
    }
}
