using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>What a match is replaced with: text with <c>\1</c>, <c>\g&lt;name&gt;</c> and escapes.</summary>
internal sealed class ReplacementTemplate
{
    private readonly List<(string Text, int Group)> _parts = [];

    private ReplacementTemplate()
    {
    }

    public static ReplacementTemplate Parse(string source, PythonPattern pattern)
    {
        var template = new ReplacementTemplate();
        var text = new StringBuilder();
        for (var at = 0; at < source.Length;)
        {
            if (source[at] != '\\')
            {
                text.Append(source[at++]);
                continue;
            }

            if (++at == source.Length) throw TemplatingException.Python("re.error", $"bad escape (end of pattern) at position {at - 1}");
            if (ReadGroup(source, ref at, pattern) is { } group)
            {
                template._parts.Add((text.ToString(), group));
                text.Clear();
            }
            else
            {
                text.Append(ReadEscape(source, ref at));
            }
        }

        template._parts.Add((text.ToString(), -1));
        return template;
    }

    public string Expand(Match match)
    {
        var text = new StringBuilder();
        foreach (var (before, group) in _parts)
        {
            text.Append(before);
            if (group >= 0) text.Append(match.Groups[group].ValueSpan);
        }

        return text.ToString();
    }

    private static int? ReadGroup(string source, ref int at, PythonPattern pattern)
    {
        if (source[at] == 'g') return Known(NamedGroup(source, ref at, pattern), pattern, at);
        if (source[at] is < '1' or > '9') return null;
        if (IsOctal(source, at)) return null;

        var digits = at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]) ? 2 : 1;
        var number = int.Parse(source.AsSpan(at, digits), CultureInfo.InvariantCulture);
        at += digits;
        return Known(number, pattern, at);
    }

    private static int NamedGroup(string source, ref int at, PythonPattern pattern)
    {
        var end = at + 1 < source.Length && source[at + 1] == '<' ? source.IndexOf('>', at) : -1;
        if (end < 0) throw TemplatingException.Python("re.error", $"missing group name at position {at}");
        var name = source[(at + 2)..end];
        at = end + 1;
        if (pattern.Names.TryGetValue(name, out var number)) return number;
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number;
        throw TemplatingException.Python("re.error", $"unknown group name '{name}'");
    }

    private static int Known(int group, PythonPattern pattern, int at) =>
        group <= pattern.GroupCount ? group : throw TemplatingException.Python("re.error", $"invalid group reference {group} at position {at}");

    private static string ReadEscape(string source, ref int at)
    {
        var letter = source[at];
        if (letter == '0' || IsOctal(source, at))
        {
            var value = 0;
            for (var digits = 0; digits < 3 && at < source.Length && source[at] is >= '0' and <= '7'; digits++) value = (value * 8) + source[at++] - '0';
            return ((char)value).ToString();
        }

        at++;
        return letter switch
        {
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'v' => "\v",
            '\\' => "\\",
            _ when char.IsAsciiLetter(letter) => throw TemplatingException.Python("re.error", $"bad escape \\{letter} at position {at - 2}"),
            _ => $"\\{letter}",
        };
    }

    private static bool IsOctal(string source, int at) =>
        at + 2 < source.Length && source[at] is >= '0' and <= '3' && source[at + 1] is >= '0' and <= '7' && source[at + 2] is >= '0' and <= '7';
}
