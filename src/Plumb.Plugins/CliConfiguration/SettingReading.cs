using Plumb.Core.Diagnostics;
using Plumb.Plugins.CliConfiguration.Syntax;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>Reads arguments of blocks.</summary>
internal static class SettingReading
{
    /// <summary>Null where there is no such argument.</summary>
    public static string? Text(SettingGroup body, string name, DiagnosticBag diagnostics)
    {
        if (body.Last(name) is not { } item) return null;
        if (item.Value is SettingText text) return text.Text;
        diagnostics.Add(CliConfigurationRules.InvalidValue, item.Span, $"The argument \"{name}\" must be a text.");
        return null;
    }

    /// <summary>Null where there is no such argument.</summary>
    public static IReadOnlyList<string>? Texts(SettingGroup body, string name, DiagnosticBag diagnostics)
    {
        if (body.Last(name) is not { } item) return null;
        if (item.Value is SettingList list && list.Items.All(i => i is SettingText)) return [.. list.Items.OfType<SettingText>().Select(t => t.Text)];
        diagnostics.Add(CliConfigurationRules.InvalidValue, item.Span, $"The argument \"{name}\" must be a list of texts.");
        return [];
    }
}
