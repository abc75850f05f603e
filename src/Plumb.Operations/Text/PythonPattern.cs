using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Model;

namespace Plumb.Operations.Text;

/// <summary>
/// A regular expression of Python's <c>re</c>, run by .NET's engine. Groups keep Python's numbers: .NET would count named groups last.
/// Over bytes (as text of one character each) the classes <c>\w</c>, <c>\d</c> and <c>\s</c> are those of ASCII.
/// </summary>
public sealed class PythonPattern
{
    private readonly Dictionary<string, int> _names;

    private PythonPattern(Regex regex, Dictionary<string, int> names)
    {
        Regex = regex;
        _names = names;
    }

    public Regex Regex { get; }

    /// <summary>Whether the pattern itself says that <c>^</c> and <c>$</c> match at every line.</summary>
    public bool IsMultiline => Regex.ToString() is var text && text.StartsWith("(?", StringComparison.Ordinal)
        && text.IndexOf(')', StringComparison.Ordinal) is var end && end > 0 && text.AsSpan(2, end - 2).IndexOfAnyExceptInRange('a', 'z') < 0
        && text.AsSpan(2, end - 2).Contains('m');

    /// <summary>Translates a pattern.</summary>
    /// <exception cref="OperationException">The pattern is malformed.</exception>
    public static PythonPattern Compile(string pattern, RegexOptions options = RegexOptions.None, bool bytes = false)
    {
        try
        {
            var translation = new PatternTranslation(pattern, bytes);
            var text = translation.Translate();
            return new PythonPattern(new Regex(text, options | RegexOptions.CultureInvariant), translation.Names);
        }
        catch (ArgumentException fault)
        {
            throw new OperationException($"The regular expression '{pattern}' is malformed: {fault.Message}");
        }
    }

    /// <summary>The numbers of the groups that have names.</summary>
    public IReadOnlyDictionary<string, int> Names => _names;

    /// <summary>The number of a named group, or null.</summary>
    public int? GroupNumber(string name) => _names.TryGetValue(name, out var number) ? number : null;

    /// <summary>The first match that begins at the start of the text, as <c>re.match</c> has it.</summary>
    public Match MatchAtStart(string text)
    {
        var match = Regex.Match(text);
        return match.Success && match.Index == 0 ? match : new Regex(@"\A(?:" + Regex + ")", Regex.Options).Match(text);
    }

    /// <summary>A replacement with its references to groups filled in: <c>\1</c>, <c>\g&lt;name&gt;</c>, <c>\n</c>.</summary>
    public string Expand(Match match, string template)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(template);
        var output = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '\\' || i + 1 >= template.Length)
            {
                output.Append(template[i]);
                continue;
            }
            var c = template[++i];
            if (c == 'g') output.Append(Named(match, template, ref i));
            else if (char.IsAsciiDigit(c)) AppendNumbered(output, match, template, ref i);
            else output.Append(Escaped(c, i - 1));
        }
        return output.ToString();
    }

    private string Named(Match match, string template, ref int i)
    {
        var close = i + 1 < template.Length && template[i + 1] == '<' ? template.IndexOf('>', i) : -1;
        if (close < 0) throw new OperationException($"missing group name at position {i + 1}");
        var name = template[(i + 2)..close];
        i = close;
        var number = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
            : GroupNumber(name) ?? throw new OperationException($"unknown group name '{name}'");
        return match.Groups[number].Value;
    }

    // Octal if it begins with zero or has three octal digits, else the number of a group with one or two digits.
    private static void AppendNumbered(StringBuilder output, Match match, string template, ref int i)
    {
        var digits = template.AsSpan(i, Math.Min(3, template.Length - i));
        var octal = 0;
        while (octal < digits.Length && digits[octal] is >= '0' and <= '7') octal++;
        if (digits[0] == '0' || (octal == 3 && digits[0] <= '3'))
        {
            var code = 0;
            foreach (var digit in digits[..octal]) code = (code * 8) + (digit - '0');
            output.Append((char)(code & 0xFF));
            i += octal - 1;
            return;
        }
        var length = digits.Length > 1 && char.IsAsciiDigit(digits[1]) ? 2 : 1;
        var number = int.Parse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        var group = match.Groups[number.ToString(CultureInfo.InvariantCulture)];
        if (number >= match.Groups.Count) throw new OperationException($"invalid group reference {number} at position {i}");
        output.Append(group.Value);
        i += length - 1;
    }

    private static string Escaped(char c, int place) => c switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'f' => "\f",
        'v' => "\v",
        'b' => "\b",
        '\\' => "\\",
        _ when char.IsAsciiLetter(c) => throw new OperationException($"bad escape \\{c} at position {place}"),
        _ => "\\" + c,
    };
}
