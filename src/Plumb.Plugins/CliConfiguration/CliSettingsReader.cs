using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Plugins.CliConfiguration.Syntax;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>
/// Reads the program's own configuration from where Terraform and OpenTofu have it: <c>~/.terraformrc</c> or <c>~/.tofurc</c>,
/// or what TF_CLI_CONFIG_FILE says in place of all others, the files in <c>~/.terraform.d</c>, and variables.
/// </summary>
public sealed class CliSettingsReader(CliEnvironment environment, DiagnosticBag diagnostics)
{
    private const string TokenVariable = "TF_TOKEN_";
    private const long MaxBytes = 4 << 20;

    public CliSettings Read()
    {
        var decoder = new CliSettingsDecoder(environment, diagnostics);
        foreach (var file in Files()) ReadFile(file, decoder);
        var settings = decoder.Finish();
        return WithVariables(settings);
    }

    /// <summary>Names of variables have neither dots nor dashes: one underscore stands for the first, two for the second.</summary>
    internal static string HostOf(string name) => name.Replace("__", "-", StringComparison.Ordinal).Replace('_', '.').ToLowerInvariant();

    private CliSettings WithVariables(CliSettings settings)
    {
        var tokens = new Dictionary<string, string>(settings.Tokens, StringComparer.Ordinal);
        foreach (var (name, value) in environment.Variables)
            if (name.StartsWith(TokenVariable, StringComparison.Ordinal) && value.Length > 0) tokens[HostOf(name[TokenVariable.Length..])] = value;
        var cache = environment["TF_PLUGIN_CACHE_DIR"] is { } given ? environment.Absolute(given) : settings.PluginCacheDirectory;
        if (cache is not null && !Directory.Exists(cache))
        {
            diagnostics.Add(new Diagnostic(CliConfigurationRules.CacheUnavailable, null, $"The directory {cache}, which the CLI configuration or TF_PLUGIN_CACHE_DIR names for packages of all projects, does not exist.")
            {
                Help = $"Make it:\n    mkdir -p {cache}",
            });
        }
        return settings with
        {
            Tokens = tokens,
            PluginCacheDirectory = cache,
            CacheMayBreakLockFile = settings.CacheMayBreakLockFile || environment["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"] is not (null or "0"),
        };
    }

    /// <summary>Of what several files say, the last one counts: the user's own file after those that programs write.</summary>
    private IEnumerable<string> Files()
    {
        if ((environment["TF_CLI_CONFIG_FILE"] ?? environment["TERRAFORM_CONFIG"]) is { } named)
        {
            var path = environment.Absolute(named);
            if (File.Exists(path)) return [path];
            diagnostics.Add(CliConfigurationRules.Missing, null, $"The variable TF_CLI_CONFIG_FILE names the file {path}, which does not exist. Without it there is no CLI configuration.");
            return [];
        }
        if (environment.Home is not { } home) return [];
        return [.. InFolder(), .. OwnFile(home)];
    }

    private IEnumerable<string> InFolder()
    {
        if (environment.ConfigurationDirectory is not { } folder || !Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder)
            .Where(f => f.EndsWith(".tfrc", StringComparison.Ordinal) || f.EndsWith(".tfrc.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Who has a file of OpenTofu's alone means it for this program too.</summary>
    private static IEnumerable<string> OwnFile(string home)
    {
        string[] names = OperatingSystem.IsWindows() ? ["terraform.rc", "tofu.rc"] : [".terraformrc", ".tofurc"];
        return names.Select(n => Path.Combine(home, n)).Where(File.Exists).Take(1);
    }

    private void ReadFile(string path, CliSettingsDecoder decoder)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new InvalidDataException($"it is larger than {MaxBytes >> 20} MiB.");
            var source = new SourceFile(path, File.ReadAllText(path));
            decoder.Take(source.Text.TrimStart().StartsWith('{') ? JsonSettings.Parse(source.Text) : SettingsParser.Parse(source), path);
        }
        catch (SettingsSyntaxException e)
        {
            diagnostics.Add(CliConfigurationRules.InvalidSyntax, e.Span, e.Span is null ? $"The file {path} cannot be understood: {e.Message}" : e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            diagnostics.Add(CliConfigurationRules.Unreadable, null, $"The CLI configuration in {path} cannot be read: {e.Message}");
        }
    }
}
