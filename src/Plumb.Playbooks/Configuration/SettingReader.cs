using System.Globalization;
using System.Text.Json;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Configuration;

/// <summary>Makes the value of a setting from its text, by its type.</summary>
internal sealed class SettingReader(RunEnvironment environment)
{
    /// <summary>The value; null with a complaint where the text does not fit.</summary>
    public object? Read(SettingType type, string text, string? folder, out string? complaint)
    {
        complaint = null;
        switch (type)
        {
            case SettingType.Boolean:
                return text.Trim().ToLowerInvariant() is "y" or "yes" or "on" or "1" or "true" or "t";
            case SettingType.Integer:
                if (long.TryParse(text.Trim().Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return integer;
                complaint = $"\"{text}\" is not a whole number";
                return null;
            case SettingType.Float:
                if (double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
                complaint = $"\"{text}\" is not a number";
                return null;
            case SettingType.List:
                return new PyList(text.Length == 0 ? [] : text.Split(',').Select(object? (part) => Unquote(part.Trim())).ToList());
            case SettingType.Path:
                return Resolve(text, folder);
            case SettingType.PathSpec:
                return new PyList(text.Split(':').Select(object? (part) => Resolve(part, folder)).ToList());
            case SettingType.PathList:
                return new PyList(text.Split(',').Select(object? (part) => Resolve(part.Trim(), folder)).ToList());
            case SettingType.Dictionary:
                return ReadDictionary(text);
            default:
                return Unquote(text);
        }
    }

    public static string Unquote(string text) =>
        text.Length > 1 && text[0] == text[^1] && text[0] is '"' or '\'' && text[^2] != '\\' ? text[1..^1] : text;

    private string Resolve(string path, string? folder) =>
        environment.Expand(Unquote(path).Replace("{{CWD}}", environment.WorkingFolder, StringComparison.Ordinal), folder);

    private static PyDict ReadDictionary(string json)
    {
        using var document = JsonDocument.Parse(json);
        var dictionary = new PyDict();
        foreach (var member in document.RootElement.EnumerateObject()) dictionary[member.Name] = member.Value.GetString();
        return dictionary;
    }
}
