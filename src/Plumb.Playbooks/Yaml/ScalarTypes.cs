using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Yaml;

/// <summary>What plain text without a tag is: the implicit types of YAML 1.1 as PyYAML tells them apart, with "yes", 0644 and 12:30.</summary>
public static partial class ScalarTypes
{
    /// <summary>The tag of plain text.</summary>
    public static string Resolve(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return CoreTags.Null;
        return text[0] switch
        {
            '~' or 'n' or 'N' when IsNull(text) => CoreTags.Null,
            'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O' => IsBoolean(text) ? CoreTags.Bool : CoreTags.Text,
            '+' or '-' or '.' or (>= '0' and <= '9') => ResolveNumber(text),
            '<' when text == "<<" => CoreTags.Merge,
            '=' when text == "=" => CoreTags.DefaultKey,
            _ => CoreTags.Text,
        };
    }

    private static string ResolveNumber(string text)
    {
        if (IsInteger().IsMatch(text)) return CoreTags.Int;
        if (IsFloat().IsMatch(text)) return CoreTags.Float;
        return char.IsAsciiDigit(text[0]) && IsTimestamp().IsMatch(text) ? CoreTags.Timestamp : CoreTags.Text;
    }

    private static bool IsNull(string text) => text is "~" or "null" or "Null" or "NULL";

    private static bool IsBoolean(string text) => text is
        "yes" or "Yes" or "YES" or "no" or "No" or "NO" or "true" or "True" or "TRUE" or "false" or "False" or "FALSE" or "on" or "On" or "ON" or "off" or "Off" or "OFF";

    [GeneratedRegex(@"^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*(?::[0-5]?[0-9])*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsInteger();

    [GeneratedRegex(@"^(?:[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|\.(?:inf|Inf|INF))|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|\.(?:nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsFloat();

    [GeneratedRegex(@"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsTimestamp();
}
