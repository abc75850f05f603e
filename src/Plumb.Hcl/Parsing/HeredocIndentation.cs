using System.Globalization;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// The rule of <c>&lt;&lt;-</c>: the smallest indentation of any line is taken off all of them. Only what is written
/// counts, not what an interpolation gives; blank lines neither count nor change.
/// </summary>
internal static class HeredocIndentation
{
    public static void Remove(List<TemplatePart> parts)
    {
        var smallest = int.MaxValue;
        var indented = new List<TextPart>();
        var isLineStart = true;
        foreach (var part in parts)
        {
            if (isLineStart)
            {
                if (part is EndPart) break;
                if (part is not TextPart { Text: var line } first) smallest = 0;
                else if (!IsBlank(line))
                {
                    smallest = Math.Min(smallest, line.Length - line.TrimStart().Length);
                    indented.Add(first);
                }
            }
            isLineStart = part is TextPart text && text.Text.EndsWith('\n');
        }
        foreach (var part in indented) part.DropStart(MeasureSpaces(part.Text, smallest));
    }

    private static bool IsBlank(string line) => line.EndsWith('\n') && string.IsNullOrWhiteSpace(line);

    /// <summary>A combining mark after the last space belongs to it.</summary>
    private static int MeasureSpaces(string text, int count)
    {
        var length = 0;
        for (var i = 0; i < count; i++) length += StringInfo.GetNextTextElementLength(text, length);
        return length;
    }
}
