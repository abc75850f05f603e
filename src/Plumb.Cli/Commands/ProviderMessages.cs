using Plumb.Cli.Rendering.Json;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Cli.Commands;

/// <summary>What <c>init</c> says of providers, for people or, where there is a stream, for programs, which look for the peer's words.</summary>
internal sealed class ProviderMessages(Terminal terminal, MessageStream? stream) : IProviderProgress
{
    private const string SigningPage = "https://developer.hashicorp.com/terraform/cli/plugins/signing";

    private string Product => terminal.Program.Product;

    public void BuiltIn(ProviderAddress address) => Say($"- {address.ForDisplay} is built in to {Product}", $"{address.ForDisplay} is built in to {Product}");

    public void Embedded(ProviderAddress address, string version) => Say($"- {address.ForDisplay} v{version} is built in to {Product}", $"{address.ForDisplay} v{version} is built in to {Product}");

    public void Finding(ProviderAddress address, string constraints, bool isLocked)
    {
        var name = address.ForDisplay;
        if (isLocked) Say($"- Reusing previous version of {name} from the dependency lock file", $"{name}: Reusing previous version from the dependency lock file");
        else if (constraints.Length > 0) Say($"- Finding {name} versions matching \"{constraints}\"...", $"Finding matching versions for provider: {name}, version_constraint: \"{constraints}\"");
        else Say($"- Finding latest version of {name}...", $"{name}: Finding latest version...");
    }

    public void AlreadyInstalled(ProviderAddress address, SemanticVersion version) =>
        Say($"- Using previously-installed {address.ForDisplay} v{version}", $"{address.ForDisplay} v{version}: Using previously-installed provider version");

    public void Cached(ProviderAddress address, SemanticVersion version) =>
        Say($"- Using {address.ForDisplay} v{version} from the shared cache directory", $"{address.ForDisplay} v{version}: Using from the shared cache directory");

    public void Installing(ProviderAddress address, SemanticVersion version) =>
        Say($"- Installing {address.ForDisplay} v{version}...", $"Installing provider version: {address.ForDisplay} v{version}...");

    public void Installed(ProviderAddress address, SemanticVersion version, PackageAuthenticity authenticity)
    {
        var hasKey = authenticity.IsOthers;
        Say($"- Installed {address.ForDisplay} v{version} ({authenticity.Describe}{(hasKey ? $", key ID {authenticity.KeyId}" : "")})",
            $"Installed provider version: {address.ForDisplay} v{version} ({authenticity.Describe}{(hasKey ? $"key_id: {authenticity.KeyId}" : "")})");
    }

    public void SelfSigned()
    {
        const string Text = $"Providers that are not HashiCorp's are signed by those who make them. What that means is told here:\n{SigningPage}";
        Say(Text, Text);
    }

    public void LocksWritten(bool isNew)
    {
        var text = isNew
            ? $"The selected provider versions are in the new lock file .terraform.lock.hcl. Keep it\nunder version control: then \"{terminal.Program.Command} init\" selects the same ones anywhere."
            : "The selection of provider versions in .terraform.lock.hcl has changed. Look at what\nchanged, and commit it if that is what you want.";
        if (stream is null) Line(text);
        else stream.Write(text, "init_output", json => json.WriteString("message_code", isNew ? "lock_info" : "dependencies_lock_changes_info"));
    }

    private void Say(string text, string message)
    {
        if (stream is not null) stream.Log(message);
        else Line(text);
    }

    private void Line(string text)
    {
        terminal.Out.WriteLine(text);
        // Downloads take their time.
        terminal.Out.Flush();
    }
}
