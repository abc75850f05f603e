using System.Globalization;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Plugins.CliConfiguration.Syntax;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>Makes settings of files, one after another: what a later one says counts.</summary>
internal sealed class CliSettingsDecoder(CliEnvironment environment, DiagnosticBag diagnostics)
{
    /// <summary>Settings of the peers that have no meaning here and do no harm.</summary>
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        "disable_checkpoint", "disable_checkpoint_signature", "providers", "provisioners", "oci_default_credentials", "oci_credentials",
    };

    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _services = new(StringComparer.Ordinal);
    private readonly List<CredentialsHelperConfig> _helpers = [];
    private readonly Dictionary<ProviderAddress, string> _overrides = [];
    private List<InstallationMethod>? _methods;
    private bool _hasInstallation;
    private string? _cache;
    private bool _mayBreak;
    private int? _retries;
    private TimeSpan? _patience;

    public CliSettings Finish() => new()
    {
        Tokens = _tokens,
        Services = _services,
        RegistryRetries = _retries,
        RegistryPatience = _patience,
        CredentialsHelper = _helpers.FirstOrDefault(),
        PluginCacheDirectory = _cache,
        CacheMayBreakLockFile = _mayBreak,
        InstallationMethods = _methods,
        DevOverrides = _overrides,
    };

    public void Take(SettingGroup file, string path)
    {
        foreach (var item in file.Items)
        {
            switch (item.Name)
            {
                case "plugin_cache_dir" when Text(item) is { } directory:
                    _cache = directory.Length == 0 ? null : environment.Absolute(Expand(directory));
                    break;
                case "plugin_cache_may_break_dependency_lock_file" when Text(item) is { } mayBreak:
                    _mayBreak |= Truth(item, mayBreak);
                    break;
                case "credentials":
                    foreach (var (host, body) in item.Labelled()) TakeToken(host, body, item.Span);
                    break;
                case "host":
                    foreach (var (host, body) in item.Labelled()) TakeServices(host, body, item.Span);
                    break;
                case "registry_protocols":
                    foreach (var body in item.Bodies()) TakeRegistryProtocols(body);
                    break;
                case "credentials_helper":
                    foreach (var (name, body) in item.Labelled()) TakeHelper(name, body, item.Span);
                    break;
                case "provider_installation":
                    TakeInstallation(item);
                    break;
                case "plugin_cache_dir" or "plugin_cache_may_break_dependency_lock_file":
                    diagnostics.Add(CliConfigurationRules.InvalidValue, item.Span, $"The setting \"{item.Name}\" takes one text or truth value.");
                    break;
                default:
                    if (!Ignored.Contains(item.Name)) diagnostics.Add(CliConfigurationRules.Unknown, item.Span, $"There is no setting \"{item.Name}\"; what {path} says of it has no effect.");
                    break;
            }
        }
    }

    private void TakeToken(string host, SettingGroup body, SourceSpan? span)
    {
        if (Host(host, "credentials", span) is not { } normal) return;
        // Further kinds of credentials may come; a block without a token is one of those.
        if (body.Last("token")?.Value is SettingText token) _tokens[normal] = token.Text;
    }

    private void TakeServices(string host, SettingGroup body, SourceSpan? span)
    {
        if (Host(host, "host", span) is not { } normal || body.Last("services") is not { } services) return;
        _services[normal] = SettingJson.Of(new SettingGroup([.. services.Bodies().SelectMany(b => b.Items)], span));
    }

    private void TakeRegistryProtocols(SettingGroup body)
    {
        _retries = Number(body.Last("retry_count"), 0) ?? _retries;
        if (Number(body.Last("request_timeout_seconds"), 1) is { } seconds) _patience = TimeSpan.FromSeconds(seconds);
    }

    private int? Number(SettingItem? item, int least)
    {
        if (item is null) return null;
        if (Text(item) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least) return number;
        diagnostics.Add(CliConfigurationRules.InvalidValue, item.Span, $"The setting \"{item.Name}\" is a whole number of at least {least}.");
        return null;
    }

    private void TakeHelper(string name, SettingGroup body, SourceSpan? span)
    {
        if (_helpers.Count > 0 && _helpers[0].Name != name)
        {
            diagnostics.Add(CliConfigurationRules.Repeated, span, "There may be one credentials_helper block at most.");
            return;
        }
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            diagnostics.Add(CliConfigurationRules.InvalidValue, span, $"\"{name}\" cannot be the name of a credentials helper: the name of its program ends with it, so it has letters, digits, dashes and underscores.");
            return;
        }
        _helpers.Clear();
        _helpers.Add(new CredentialsHelperConfig(name, SettingReading.Texts(body, "args", diagnostics) ?? []));
    }

    private void TakeInstallation(SettingItem item)
    {
        if (_hasInstallation)
        {
            diagnostics.Add(CliConfigurationRules.Repeated, item.Span, "There may be one provider_installation block at most, in all files together.");
            return;
        }
        _hasInstallation = true;
        // A block that is at fault must not let packages come from where nobody said: then they come from nowhere.
        _methods = [];
        if (!item.IsJson && item.IsAssigned) diagnostics.Add(CliConfigurationRules.InvalidInstallation, item.Span, "The provider_installation block must not be introduced with an equals sign.");
        else if (item.Keys.Count > 1) diagnostics.Add(CliConfigurationRules.InvalidInstallation, item.Span, "The provider_installation block must not have any labels.");
        else foreach (var body in item.Bodies()) new InstallationMethodDecoder(environment, diagnostics, _methods, _overrides).Take(body);
    }

    private string? Host(string given, string block, SourceSpan? span)
    {
        if (HostName.TryNormalize(given, out var normal)) return normal;
        diagnostics.Add(CliConfigurationRules.InvalidHost, span, $"The {block} block is for \"{given}\", which is no host name.");
        return null;
    }

    private static string? Text(SettingItem item) => item.Keys.Count == 1 && item.Value is SettingText text ? text.Text : null;

    private bool Truth(SettingItem item, string text)
    {
        if (text is "true" or "1") return true;
        if (text is not ("false" or "0" or "")) diagnostics.Add(CliConfigurationRules.InvalidValue, item.Span, $"The setting \"{item.Name}\" is true or false, not \"{text}\".");
        return false;
    }

    /// <summary>Variables in the cache's directory, <c>$HOME/…</c> or <c>${HOME}/…</c>; one that is not set is empty.</summary>
    private string Expand(string text)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            var isBraced = text[i + 1] == '{';
            var start = i + (isBraced ? 2 : 1);
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
            result.Append(environment[text[start..end]]);
            i = isBraced && end < text.Length && text[end] == '}' ? end : end - 1;
        }
        return result.ToString();
    }
}
