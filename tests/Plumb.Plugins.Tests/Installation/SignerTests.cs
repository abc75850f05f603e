using System.Text.Json.Nodes;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.CliConfiguration.Credentials;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.LockFile;
using Plumb.Plugins.Registry;
using Plumb.Plugins.Signatures;
using Plumb.Plugins.Tests.Signatures;

namespace Plumb.Plugins.Tests.Installation;

/// <summary>Whose package it is, here and with the peer, where both take keys of the test for HashiCorp's: the same words, the same lock file.</summary>
public sealed class SignerTests : IDisposable
{
    private static readonly ProviderPlatform Platform = new("linux", "amd64");

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-signers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Both_say_of_each_package_who_signed_it_and_lock_it_alike()
    {
        Assert.SkipUnless(TrustingPeer.IsInstalled && Gpg.IsInstalled, "terraform or gpg is not installed");
        await using var registry = await TestRegistry.StartAsync();
        registry.Add("1.0.0");
        registry.Add("1.0.0", "darwin_arm64", TestRegistry.Zip(("terraform-provider-demo", "")));
        var (trust, voucher) = registry.Vouch();
        var (foreign, other) = registry.Vouch();
        var peer = new TrustingPeer(_folder);
        var certificate = registry.WriteCertificate(_folder);

        await peer.MakeAsync(voucher, other, CancellationToken.None);
        await SameAsync("", "self-signed, key ID ");
        await SameAsync(trust, "signed by a HashiCorp partner, key ID ");
        registry.Spoil = answer => FirstKey(answer)["trust_signature"] = foreign;
        var (exit, output) = await peer.InitAsync(Project("foreign"), certificate, CancellationToken.None);
        // Lines are broken where they are long.
        Assert.True(exit == 1 && output.ReplaceLineEndings(" ").Contains("error verifying trust signature", StringComparison.Ordinal), output);
        var refused = await InstallAsync(registry, Keys());
        Assert.Contains("error verifying trust signature", Assert.Single(refused.Outcome.Failures).Reason.Message, StringComparison.Ordinal);

        await peer.MakeAsync(voucher, registry.Key, CancellationToken.None);
        // Who is HashiCorp needs nobody to vouch for it.
        await SameAsync(foreign, "signed by HashiCorp)");

        async Task SameAsync(string claim, string words)
        {
            registry.Spoil = answer => FirstKey(answer)["trust_signature"] = claim;
            var project = Project(words);
            var (code, said) = await peer.InitAsync(project, certificate, CancellationToken.None);
            Assert.True(code == 0 && said.Contains(words, StringComparison.Ordinal), said);
            var (outcome, signer) = await InstallAsync(registry, Keys(words == "signed by HashiCorp)" ? registry.Fingerprint : null));
            Assert.Empty(outcome.Failures);
            Assert.Contains($"v1.0.0 ({signer})", said, StringComparison.Ordinal);
            Assert.Equal(File.ReadAllText(Path.Combine(project, DependencyLocks.FileName)), LockFileWriter.ToText(outcome.Locks));
        }

        HashiCorpKeys Keys(string? official = null) => official is null ? new HashiCorpKeys([voucher]) : new HashiCorpKeys([voucher]) { Official = official };

        string Project(string name)
        {
            var project = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
            File.WriteAllText(Path.Combine(project, "main.tf"), $"terraform {{\n  required_providers {{\n    demo = {{\n      source = \"{registry.Demo}\"\n    }}\n  }}\n}}\n");
            return project;
        }
    }

    private async Task<(InstallationOutcome Outcome, string Signer)> InstallAsync(TestRegistry registry, HashiCorpKeys trusted)
    {
        var place = Path.Combine(_folder, Guid.NewGuid().ToString("n"));
        using var http = new RegistryHttp(new CliEnvironment(new Dictionary<string, string>(), _folder), new HostCredentials(new CliSettings(), null, new DiagnosticBag()), registry.Tls);
        var source = new RegistrySource(new HostServices(http, new CliSettings()), http, TimeProvider.System) { Trusted = trusted };
        var observer = new SignerObserver();
        var outcome = await new ProviderInstaller(source, new PackageInstaller(http), new ProviderDirectory(".terraform/providers", place, Platform), observer)
            .InstallAsync(new ProviderRequirements(ProviderRequirements.None.Providers.Add(registry.Demo, VersionConstraints.Any)), DependencyLocks.Empty, InstallationMode.Normal, CancellationToken.None);
        return (outcome, observer.Signer);
    }

    private static JsonObject FirstKey(JsonObject answer) => answer["signing_keys"]?["gpg_public_keys"]?[0]?.AsObject() ?? [];
}
