using System.Globalization;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Values of variables in ini inventories: numbers, truth values and quoted text as Python writes them, else the text.</summary>
internal static class IniValues
{
    public static object? Read(string text)
    {
        if (text is "None") return null;
        if (text is "True" or "False") return text == "True";
        if (text.Length > 1 && text[0] is '"' or '\'' && text.IndexOf(text[0], 1) == text.Length - 1 && !text.Contains('\\', StringComparison.Ordinal)) return Text(text[1..^1]);
        var isDecimal = text.Length == 1 || !text.StartsWith('0') || text.StartsWith("0.", StringComparison.Ordinal);
        if (isDecimal && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return integer;
        if (isDecimal && text.Any(char.IsAsciiDigit) && double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)) return number;
        return Text(text);
    }

    private static object Text(string text) => TemplateText.IsTemplate(text) ? new TemplateText(text) : text;
}
