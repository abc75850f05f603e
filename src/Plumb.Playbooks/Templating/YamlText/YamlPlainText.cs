using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>What a reader of YAML 1.1 takes bare text for (https://yaml.org/type/): a word such as <c>no</c> must be quoted to stay text.</summary>
internal static partial class YamlPlainText
{
    public static string TypeOf(string text)
    {
        if (text.Length == 0) return "null";
        return text[0] switch
        {
            'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O' => Word(text),
            '~' when text.Length == 1 => "null",
            '<' when text == "<<" => "merge",
            '=' when text.Length == 1 => "value",
            '!' or '&' or '*' when text.Length == 1 => "yaml",
            '-' or '+' or '.' or (>= '0' and <= '9') => Number(text),
            _ => "str",
        };
    }

    private static string Word(string text) => text switch
    {
        "yes" or "Yes" or "YES" or "no" or "No" or "NO" or "true" or "True" or "TRUE" or "false" or "False" or "FALSE" or "on" or "On" or "ON" or "off" or "Off" or "OFF" => "bool",
        "null" or "Null" or "NULL" => "null",
        _ => "str",
    };

    private static string Number(string text) =>
        Integer().IsMatch(text) ? "int"
        : Float().IsMatch(text) ? "float"
        : Timestamp().IsMatch(text) ? "timestamp"
        : "str";

    [GeneratedRegex(@"\A(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$")]
    private static partial Regex Float();

    [GeneratedRegex(@"\A(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$")]
    private static partial Regex Timestamp();
}
