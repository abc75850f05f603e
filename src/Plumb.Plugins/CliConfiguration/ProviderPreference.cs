using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Plugins.CliConfiguration.Syntax;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>
/// Whether official providers are to be installed although there are embedded ones in their stead: the variable
/// PLUMB_PREFER_OFFICIAL, or <c>prefer_official_providers = true</c> in <c>~/.plumbrc</c>. It has a file of its own, since the
/// peers read theirs too.
/// </summary>
public static class ProviderPreference
{
    private const string Setting = "prefer_official_providers";
    private const long MaxBytes = 1 << 20;

    public static bool IsOfficial(CliEnvironment environment, DiagnosticBag diagnostics)
    {
        if (environment["PLUMB_PREFER_OFFICIAL"] is { } variable) return variable is not ("0" or "false");
        if (environment.Home is not { } home) return false;
        var path = Path.Combine(home, ".plumbrc");
        try
        {
            if (!File.Exists(path)) return false;
            if (new FileInfo(path).Length > MaxBytes) throw new InvalidDataException("it is too large.");
            var settings = SettingsParser.Parse(new SourceFile(path, File.ReadAllText(path)));
            foreach (var other in settings.Items.Where(i => i.Name != Setting))
                diagnostics.Add(CliConfigurationRules.Unknown, other.Span, $"There is no setting \"{other.Name}\"; what {path} says of it has no effect.");
            return settings.Last(Setting)?.Value is SettingText { Text: "true" };
        }
        catch (SettingsSyntaxException e)
        {
            diagnostics.Add(CliConfigurationRules.InvalidSyntax, e.Span, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            diagnostics.Add(CliConfigurationRules.Unreadable, null, $"The settings in {path} cannot be read: {e.Message}");
        }
        return false;
    }
}
