namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>Reads UTF-16 text by code points; an unpaired surrogate counts as one.</summary>
internal static class CodePoints
{
    internal static int At(string text, int index, out int width)
    {
        var c = text[index];
        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            width = 2;
            return char.ConvertToUtf32(c, text[index + 1]);
        }
        width = 1;
        return c;
    }

    internal static int WidthAt(string text, int index)
    {
        At(text, index, out var width);
        return width;
    }
}
