using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Plugins.CliConfiguration.Syntax;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>Reads what is in a <c>provider_installation</c> block.</summary>
internal sealed class InstallationMethodDecoder(CliEnvironment environment, DiagnosticBag diagnostics, List<InstallationMethod> methods, Dictionary<ProviderAddress, string> overrides)
{
    public void Take(SettingGroup installation)
    {
        foreach (var item in installation.Items)
        {
            if (!item.IsJson && item.IsAssigned) Fault(item, "The items inside the provider_installation block must all be blocks.");
            else if (item.Keys.Count > 1) Fault(item, "The blocks inside the provider_installation block may not have any labels.");
            else if (!item.Bodies().Any()) Fault(item, "The items inside the provider_installation block must all be blocks.");
            else foreach (var body in item.Bodies()) Take(item, body);
        }
    }

    private void Take(SettingItem item, SettingGroup body)
    {
        switch (item.Name)
        {
            case "dev_overrides" when methods.Count > 0:
                Fault(item, "The dev_overrides block must appear before all other installation methods, because development overrides always have the highest priority.");
                break;
            case "dev_overrides":
                foreach (var directory in body.Items) TakeOverride(directory);
                break;
            case "direct":
                Warn(body, item.Name, "include", "exclude");
                methods.Add(new DirectInstallation(Patterns(item, body)));
                break;
            case "filesystem_mirror":
                Warn(body, item.Name, "path", "include", "exclude");
                if (SettingReading.Text(body, "path", diagnostics) is { Length: > 0 } path) methods.Add(new FilesystemMirrorInstallation(environment.Absolute(path), Patterns(item, body)));
                else Fault(item, "A filesystem_mirror block needs the argument \"path\".");
                break;
            case "network_mirror":
                Warn(body, item.Name, "url", "include", "exclude");
                TakeNetworkMirror(item, body);
                break;
            default:
                Fault(item, $"Unknown provider installation method \"{item.Name}\". There are direct, filesystem_mirror, network_mirror and dev_overrides.");
                break;
        }
    }

    private void TakeOverride(SettingItem item)
    {
        var faults = new DiagnosticBag();
        if (item.Value is not SettingText path) diagnostics.Add(CliConfigurationRules.InvalidOverride, item.Span, $"The directory of the provider \"{item.Name}\" must be a text.");
        else if (ProviderSource.Parse(item.Name, null, faults) is { } address) overrides[address] = environment.Absolute(path.Text);
        else diagnostics.Add(CliConfigurationRules.InvalidOverride, item.Span, $"\"{item.Name}\" is not the source of a provider: {faults.First().Detail}");
    }

    private void TakeNetworkMirror(SettingItem item, SettingGroup body)
    {
        if (SettingReading.Text(body, "url", diagnostics) is not { Length: > 0 } url)
        {
            Fault(item, "A network_mirror block needs the argument \"url\".");
            return;
        }
        if (NetworkMirrorAddress.Parse(url) is { } address) methods.Add(new NetworkMirrorInstallation(address, Patterns(item, body)));
        else diagnostics.Add(CliConfigurationRules.InvalidMirrorUrl, item.Span, $"Cannot use \"{url}\" as a URL for a network provider mirror: the mirror must be at an https: URL.");
    }

    private ProviderPatterns Patterns(SettingItem item, SettingGroup body) => new(
        Read(item, body, "include", CliConfigurationRules.InvalidInclusion),
        Read(item, body, "exclude", CliConfigurationRules.InvalidExclusion));

    private List<ProviderPattern> Read(SettingItem item, SettingGroup body, string name, DiagnosticRule rule)
    {
        var found = new List<ProviderPattern>();
        foreach (var text in SettingReading.Texts(body, name, diagnostics) ?? [])
        {
            if (ProviderPattern.TryParse(text, out var pattern, out var reason)) found.Add(pattern);
            else diagnostics.Add(rule, item.Span, $"\"{text}\" is no pattern for providers: {reason}.");
        }
        return found;
    }

    /// <summary>A misspelt argument would otherwise widen what the method is for.</summary>
    private void Warn(SettingGroup body, string method, params string[] known)
    {
        // OpenTofu's own, which change nothing in what is installed.
        foreach (var item in body.Items.Where(i => !known.Contains(i.Name) && i.Name is not ("download_retry_count" or "trust_all_hashes")))
            diagnostics.Add(CliConfigurationRules.Unknown, item.Span, $"A {method} block has no argument \"{item.Name}\"; it has no effect.");
    }

    private void Fault(SettingItem item, string detail) => diagnostics.Add(CliConfigurationRules.InvalidMethod, item.Span, detail);
}
