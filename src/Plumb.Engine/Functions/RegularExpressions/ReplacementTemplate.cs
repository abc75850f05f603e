using System.Globalization;
using System.Text;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>
/// What to put in a match's place: <c>$1</c>, <c>$name</c> and <c>${name}</c> stand for groups, <c>$$</c> for a dollar. A
/// name is as long as letters, digits and underscores go; a group that there is not, or that took no part, is empty.
/// </summary>
internal sealed class ReplacementTemplate
{
    private readonly List<(string Text, int Group)> _parts = [];

    private ReplacementTemplate()
    {
    }

    internal static ReplacementTemplate Parse(string template, IReadOnlyList<string?> groupNames)
    {
        var result = new ReplacementTemplate();
        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            if (template[at] != '$')
            {
                text.Append(template[at++]);
            }
            else if (at + 1 < template.Length && template[at + 1] == '$')
            {
                text.Append('$');
                at += 2;
            }
            else if (TryReadName(template, at + 1, out var name, out var end))
            {
                result._parts.Add((text.ToString(), FindGroup(name, groupNames)));
                text.Clear();
                at = end;
            }
            else
            {
                // A dollar that introduces nothing is itself.
                text.Append(template[at++]);
            }
        }
        result._parts.Add((text.ToString(), -1));
        return result;
    }

    internal void AppendTo(StringBuilder output, string text, int[] slots)
    {
        foreach (var (literal, group) in _parts)
        {
            output.Append(literal);
            if (group >= 0 && slots[group * 2] >= 0) output.Append(text, slots[group * 2], slots[group * 2 + 1] - slots[group * 2]);
        }
    }

    private static int FindGroup(string name, IReadOnlyList<string?> groupNames)
    {
        var isNumber = name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0') && name.Length < 9;
        if (isNumber) return int.Parse(name, CultureInfo.InvariantCulture) is var n && n < groupNames.Count ? n : -1;
        for (var i = 0; i < groupNames.Count; i++)
            if (groupNames[i] == name) return i;
        return -1;
    }

    private static bool TryReadName(string template, int start, out string name, out int end)
    {
        var braced = start < template.Length && template[start] == '{';
        if (braced) start++;
        end = start;
        while (end < template.Length && Rune.TryGetRuneAt(template, end, out var rune) && (IsLetterOrDigit(rune) || rune.Value == '_'))
            end += rune.Utf16SequenceLength;
        name = template[start..end];
        if (name.Length == 0) return false;
        if (!braced) return true;
        return end < template.Length && template[end++] == '}';
    }

    private static bool IsLetterOrDigit(Rune rune) =>
        Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
}
