using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;

namespace Plumb.Plugins.Installation;

/// <summary>Tells why a provider was not installed.</summary>
/// <param name="program">The command as typed, to be told in advice.</param>
/// <param name="platform">Where the program runs.</param>
public sealed class FailureDescription(string program, ProviderPlatform platform)
{
    public Diagnostic Describe(InstallationFailure failure)
    {
        var (name, reason) = (failure.Address.ForDisplay, failure.Reason);
        if (failure.Address.IsBuiltin) return new Diagnostic(InstallationRules.InvalidBuiltIn, null, $"Cannot use {name}: {reason.Message}.");
        return failure.Version is null ? DescribeQuery(failure.Address, reason) : reason.Fault switch
        {
            SourceFault.UnsupportedProtocol => DescribeProtocol(failure),
            SourceFault.UnsupportedPlatform => new Diagnostic(InstallationRules.Incompatible, null,
                $"{Sentence(reason.Message)} This machine is {platform}. Other versions of the provider may have packages for it.{(reason.Message.Contains("mirror", StringComparison.Ordinal) ? $" A mirror may have only some of those that the registry at {failure.Address.Host} has." : "")}"),
            _ => new Diagnostic(InstallationRules.InstallFailed, null, $"Error while installing {name} v{failure.Version}: {reason.Message}"),
        };
    }

    private Diagnostic DescribeQuery(ProviderAddress address, ProviderSourceException reason)
    {
        var detail = $"Could not retrieve the list of available versions for provider {address.ForDisplay}: {reason.Message}";
        var help = $"To see which modules depend on {address.ForDisplay} and what versions they ask for, run:\n    {program} providers";
        return reason.Fault switch
        {
            SourceFault.NoRegistry => new Diagnostic(InstallationRules.InvalidHost, null, address.Host == "github.com"
                ? $"The source \"{address}\" names a repository and not a provider. The provider's documentation says which source to write."
                : $"{reason.Message} So \"{address}\" cannot be the source of a provider."),
            SourceFault.NotFound => new Diagnostic(InstallationRules.QueryFailed, null, $"{detail}\n\n{string.Join("\n", reason.Places.Select(p => "  - " + p))}"),
            SourceFault.UnknownToRegistry => new Diagnostic(InstallationRules.QueryFailed, null, $"{detail}. A module that does not name its provider in required_providers means one of the namespace hashicorp.") { Help = help },
            _ => new Diagnostic(InstallationRules.QueryFailed, null, detail) { Help = help },
        };
    }

    private static Diagnostic DescribeProtocol(InstallationFailure failure) => new(InstallationRules.Incompatible, null, failure.Reason.Suggestion is { } other
        ? $"{Sentence(failure.Reason.Message)} The newest version of it that does is {other}."
        : $"{Sentence(failure.Reason.Message)} No compatible versions of provider {failure.Address} were found.")
    {
        Help = failure.Reason.Suggestion is { } suggested ? $"Ask for it in required_providers:\n    version = \"{suggested}\"" : null,
    };

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..] + (message.EndsWith('.') ? "" : ".");
}
