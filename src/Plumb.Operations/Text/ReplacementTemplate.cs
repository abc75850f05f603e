using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.Operations.Text;

/// <summary>What a match is replaced with: text with <c>\1</c>, <c>\g&lt;name&gt;</c> and escapes. Throws <see cref="PatternException"/>.</summary>
public sealed class ReplacementTemplate
{
    private readonly List<(string Text, int Group)> _parts = [];

    private ReplacementTemplate()
    {
    }

    public static ReplacementTemplate Parse(string source, PatternGroups groups)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(groups);
        var template = new ReplacementTemplate();
        var text = new StringBuilder();
        for (var at = 0; at < source.Length;)
        {
            if (source[at] != '\\')
            {
                text.Append(source[at++]);
                continue;
            }

            if (++at == source.Length) throw new PatternException($"bad escape (end of pattern) at position {at - 1}");
            if (ReadGroup(source, ref at, groups) is { } group)
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
        ArgumentNullException.ThrowIfNull(match);
        var text = new StringBuilder();
        foreach (var (before, group) in _parts)
        {
            text.Append(before);
            if (group >= 0) text.Append(match.Groups[group].ValueSpan);
        }

        return text.ToString();
    }

    private static int? ReadGroup(string source, ref int at, PatternGroups groups)
    {
        if (source[at] == 'g') return Known(NamedGroup(source, ref at, groups), groups, at);
        if (source[at] is < '1' or > '9') return null;
        if (IsOctal(source, at)) return null;

        var digits = at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]) ? 2 : 1;
        var number = int.Parse(source.AsSpan(at, digits), CultureInfo.InvariantCulture);
        at += digits;
        return Known(number, groups, at);
    }

    private static int NamedGroup(string source, ref int at, PatternGroups groups)
    {
        var end = at + 1 < source.Length && source[at + 1] == '<' ? source.IndexOf('>', at) : -1;
        if (end < 0) throw new PatternException($"missing group name at position {at}");
        var name = source[(at + 2)..end];
        at = end + 1;
        if (groups.Names.TryGetValue(name, out var number)) return number;
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number;
        throw new PatternException($"unknown group name '{name}'");
    }

    private static int Known(int group, PatternGroups groups, int at) =>
        group <= groups.Count ? group : throw new PatternException($"invalid group reference {group} at position {at}");

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
            _ when char.IsAsciiLetter(letter) => throw new PatternException($"bad escape \\{letter} at position {at - 2}"),
            _ => $"\\{letter}",
        };
    }

    private static bool IsOctal(string source, int at) =>
        at + 2 < source.Length && source[at] is >= '0' and <= '3' && source[at + 1] is >= '0' and <= '7' && source[at + 2] is >= '0' and <= '7';
}
