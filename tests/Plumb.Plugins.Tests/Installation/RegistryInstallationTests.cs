using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.CliConfiguration.Credentials;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.LockFile;
using Plumb.Plugins.Registry;
using Plumb.Plugins.Signatures;
using Plumb.Plugins.Tests.Signatures;

namespace Plumb.Plugins.Tests.Installation;

/// <summary>Installations from a registry and a network mirror of the test's own, and what hostile ones come to.</summary>
public sealed class RegistryInstallationTests : IAsyncLifetime
{
    private static readonly ProviderPlatform Platform = new("linux", "amd64");

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-install-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal) { ["TF_REGISTRY_CLIENT_TIMEOUT"] = "5" };
    private TestRegistry? _started;

    private TestRegistry Registry => _started ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Gpg.IsInstalled, "gpg is not installed");
        _started = await TestRegistry.StartAsync();
        foreach (var version in new[] { "1.0.0", "1.2.0", "2.0.0" }) Registry.Add(version);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is not null) await _started.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_signed_package_is_installed_and_locked()
    {
        Registry.Add("1.2.0", "darwin_arm64", TestRegistry.Zip(("terraform-provider-demo", "")));
        var outcome = await InstallAsync("~> 1.0");
        Assert.Empty(outcome.Failures);
        Assert.True(outcome.HasSelfSigned);
        Assert.Empty(outcome.Incomplete);
        var entry = outcome.Locks.Find(Registry.Demo);
        Assert.Equal(("1.2.0", "~> 1.0", 3), (entry?.Version.ToString(), entry?.Constraints, entry?.Hashes.Count));
        Assert.Equal(["LICENSE.txt", "terraform-provider-demo_v1.2.0"], Installed("1.2.0"));

        var diagnostics = new DiagnosticBag();
        var found = await new InstalledProviders(outcome.Locks, Packages, "plumb").FindAsync(Requirements("~> 1.0"), diagnostics, CancellationToken.None);
        Assert.EndsWith("terraform-provider-demo_v1.2.0", found?[Registry.Demo].Executable, StringComparison.Ordinal);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public async Task A_package_is_a_partners_where_the_key_is_vouched_for()
    {
        var (trust, voucher) = Registry.Vouch();
        Registry.Spoil = answer => FirstKey(answer)["trust_signature"] = trust;
        Assert.Equal((PackageTrust.Partner, "signed by a HashiCorp partner"), await TrustAsync(new HashiCorpKeys([voucher])));

        // Who is not known to vouch for keys vouches for none, and a claim that is not true makes the package none that is taken.
        Assert.Contains("error verifying trust signature", (await Assert.ThrowsAsync<ProviderSourceException>(() => TrustAsync(HashiCorpKeys.Published))).Message, StringComparison.Ordinal);
        Registry.Spoil = answer => FirstKey(answer)["trust_signature"] = "nonsense";
        Assert.Contains("error checking signature", (await Assert.ThrowsAsync<ProviderSourceException>(() => TrustAsync(new HashiCorpKeys([voucher])))).Message, StringComparison.Ordinal);
        Registry.Spoil = answer => FirstKey(answer)["trust_signature"] = "";
        Assert.Equal((PackageTrust.SelfSigned, "self-signed"), await TrustAsync(new HashiCorpKeys([voucher])));
    }

    private static JsonObject FirstKey(JsonObject answer) => answer["signing_keys"]?["gpg_public_keys"]?[0]?.AsObject() ?? [];

    private async Task<(PackageTrust, string)> TrustAsync(HashiCorpKeys partners)
    {
        using var http = Http();
        var source = new RegistrySource(new HostServices(http, new CliSettings()), http, TimeProvider.System) { Trusted = partners };
        var package = await source.FindPackageAsync(Registry.Demo, SemanticVersion.TryParse("1.0.0", out var version) ? version : throw new InvalidOperationException(), Platform, CancellationToken.None);
        var archive = In("package.zip");
        await File.WriteAllBytesAsync(archive, await DownloadAsync(((DownloadPackage)package.Location).Address));
        Assert.NotNull(package.Authentication);
        var found = await package.Authentication.AuthenticateAsync(archive, CancellationToken.None);
        return (found.Trust, found.Describe);
    }

    private async Task<byte[]> DownloadAsync(Uri address)
    {
        using var handler = new SocketsHttpHandler { SslOptions = Registry.Tls };
        using var http = new HttpClient(handler);
        return await http.GetByteArrayAsync(address);
    }

    [Fact]
    public async Task A_lock_file_keeps_its_version_and_refuses_other_packages()
    {
        var first = await InstallAsync("1.0.0");
        var again = await InstallAsync(">= 1.0.0", first.Locks);
        Assert.Equal("1.0.0", again.Locks.Find(Registry.Demo)?.Version.ToString());
        Assert.Equal(">= 1.0.0", again.Locks.Find(Registry.Demo)?.Constraints);
        Assert.Equal("2.0.0", (await InstallAsync(">= 1.0.0", first.Locks, InstallationMode.Upgrade)).Locks.Find(Registry.Demo)?.Version.ToString());

        Registry.Add("1.0.0", "linux_amd64", TestRegistry.Zip(("terraform-provider-demo", "another")));
        Directory.Delete(In(".terraform"), recursive: true);
        var swapped = await InstallAsync(">= 1.0.0", first.Locks);
        Assert.Contains("doesn't match any of the checksums previously recorded", Assert.Single(swapped.Failures).Reason.Message, StringComparison.Ordinal);
        Assert.True(swapped.Locks.IsSame(first.Locks));
        Assert.Empty(Installed("1.0.0"));
    }

    [Fact]
    public async Task A_package_that_was_changed_after_its_installation_is_not_started()
    {
        var outcome = await InstallAsync("1.0.0");
        File.AppendAllText(Directory.EnumerateFiles(In(".terraform"), "LICENSE.txt", SearchOption.AllDirectories).Single(), "!");
        var diagnostics = new DiagnosticBag();
        Assert.Null(await new InstalledProviders(outcome.Locks, Packages, "plumb").FindAsync(Requirements("1.0.0"), diagnostics, CancellationToken.None));
        Assert.Contains("does not match any of the checksums", Assert.Single(diagnostics).Detail, StringComparison.Ordinal);
        Assert.Equal(["LICENSE.txt", "terraform-provider-demo_v1.0.0"], Installed("1.0.0"));
        Assert.Empty((await InstallAsync("1.0.0", outcome.Locks)).Failures);
    }

    [Fact]
    public async Task A_token_goes_to_its_host_alone_and_faults_that_pass_are_waited_out()
    {
        _variables["token"] = "secret";
        var faults = 1;
        Registry.Instead["/v1/acme/demo/versions"] = async context =>
        {
            if (Interlocked.Decrement(ref faults) >= 0) context.Response.StatusCode = 503;
            else await Json(context, """{"versions": [{"version": "1.0.0"}, {"version": "nonsense"}, {}, 7]}""");
        };
        Assert.Empty((await InstallAsync("")).Failures);
        Assert.All(Registry.Requests, r => Assert.Equal(r.Path.StartsWith("/files", StringComparison.Ordinal) ? "" : "Bearer secret", r.Authorization));
    }

    [Theory]
    [InlineData("no keys", "unknown issuer")]
    [InlineData("other key", "unknown issuer")]
    [InlineData("no signature", "cryptographic signature")]
    [InlineData("malformed signature", "error checking signature")]
    [InlineData("swapped archive", "incorrect checksum")]
    [InlineData("truncated archive", "incorrect checksum")]
    [InlineData("other checksum", "unexpected SHA-256 hash")]
    [InlineData("no checksum", "invalid SHA256 hash")]
    [InlineData("other platform", "incorrect target windows_amd64")]
    [InlineData("old protocol", "speaks the plugin protocol 4.0")]
    [InlineData("file address", "invalid download URL")]
    [InlineData("not listed", "no SHA-256 hash for")]
    [InlineData("malformed", "did not answer with JSON")]
    [InlineData("no object", "did not answer with a JSON object")]
    [InlineData("redirect loop", "sends on more than")]
    [InlineData("redirect to http", "not secure")]
    [InlineData("endless", "more than")]
    [InlineData("silent", "did not answer in time")]
    public async Task A_hostile_registry_is_refused_with_the_reason(string what, string reason)
    {
        const string Package = "/v1/acme/demo/1.2.0/download/linux/amd64";
        const string Archive = "/files/terraform-provider-demo_1.2.0_linux_amd64.zip";
        _variables["TF_REGISTRY_DISCOVERY_RETRY"] = "0";
        switch (what)
        {
            case "no keys": Registry.Spoil = a => a.Remove("signing_keys"); break;
            case "other key": using (var gpg = new Gpg()) Registry.Key = gpg.Generate("B <b@acme.example>", "ed25519"); break;
            case "no signature": Registry.Instead["/files/1.2.0_SHA256SUMS.sig"] = Status(404); break;
            case "malformed signature": Registry.Instead["/files/1.2.0_SHA256SUMS.sig"] = c => Json(c, "nonsense"); break;
            case "swapped archive": Registry.Instead[Archive] = c => c.Response.Body.WriteAsync(TestRegistry.Zip(("terraform-provider-demo", "evil"))).AsTask(); break;
            case "truncated archive": Registry.Instead[Archive] = c => c.Response.Body.WriteAsync(new byte[] { 0x50, 0x4b, 3, 4 }).AsTask(); break;
            case "other checksum": Registry.Spoil = a => a["shasum"] = new string('0', 64); break;
            case "no checksum": Registry.Spoil = a => a["shasum"] = "zz"; break;
            case "other platform": Registry.Spoil = a => a["os"] = "windows"; break;
            case "old protocol": Registry.Spoil = a => a["protocols"] = new JsonArray("4.0"); break;
            case "file address": Registry.Spoil = a => a["download_url"] = "file:///etc/passwd"; break;
            case "not listed": Registry.Spoil = a => a["filename"] = "x.zip"; break;
            case "malformed": Registry.Instead[Package] = c => Json(c, "{\"os\": "); break;
            case "no object": Registry.Instead[Package] = c => Json(c, "[]"); break;
            case "redirect loop": Registry.Instead[Package] = Redirect(Package); break;
            case "redirect to http": Registry.Instead[Package] = Redirect("http://localhost:1/"); break;
            case "endless": Registry.Instead[Package] = EndlessAsync; break;
            case "silent":
                _variables["TF_REGISTRY_CLIENT_TIMEOUT"] = "1";
                Registry.Instead[Package] = c => Task.Delay(TimeSpan.FromSeconds(20), c.RequestAborted);
                break;
        }
        await RefusedAsync("1.2.0", reason);
    }

    [Theory]
    [InlineData("../../evil", "outside of its directory")]
    [InlineData("/tmp/evil", "outside of its directory")]
    [InlineData("a\\..\\..\\evil", "outside of its directory")]
    [InlineData("link", "no ordinary file")]
    [InlineData("README", "could not find executable file")]
    public async Task A_hostile_archive_is_refused_although_it_is_signed(string name, string reason)
    {
        Registry.Add("3.0.0", "linux_amd64", name == "README" ? TestRegistry.Zip((name, "")) : TestRegistry.Zip(("terraform-provider-demo", ""), (name, "/etc")));
        await RefusedAsync("3.0.0", reason);
        Assert.False(File.Exists(In("evil")));
    }

    [Fact]
    public async Task What_is_no_archive_is_refused()
    {
        Registry.Add("3.0.0", "linux_amd64", new byte[100]);
        await RefusedAsync("3.0.0", "");
    }

    [Fact]
    public async Task A_network_mirror_vouches_with_checksums()
    {
        var demo = new ProviderAddress("example.com", "acme", "demo");
        using var http = Http();
        var outcome = await InstallAsync(new NetworkMirrorSource(Registry.Mirror, http), http, demo, "~> 1.0", DependencyLocks.Empty);
        Assert.Empty(outcome.Failures);
        Assert.Equal([demo], outcome.Incomplete);
        Assert.StartsWith("h1:", Assert.Single(outcome.Locks.Find(demo)?.Hashes ?? []), StringComparison.Ordinal);

        Registry.Instead["/files/terraform-provider-demo_2.0.0_linux_amd64.zip"] = c => c.Response.Body.WriteAsync(TestRegistry.Zip(("terraform-provider-demo", "evil"))).AsTask();
        var refused = await InstallAsync(new NetworkMirrorSource(Registry.Mirror, http), http, demo, "2.0.0", DependencyLocks.Empty);
        Assert.Contains("doesn't match the expected checksum", Assert.Single(refused.Failures).Reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terraform_writes_the_same_lock_file_and_the_same_directories()
    {
        Assert.SkipUnless(File.Exists("/usr/local/bin/terraform"), "terraform is not installed");
        Registry.Add("1.2.0", "darwin_arm64", TestRegistry.Zip(("terraform-provider-demo", "")));
        var peer = Directory.CreateDirectory(In("peer")).FullName;
        File.WriteAllText(Path.Combine(peer, "main.tf"), $"terraform {{\n  required_providers {{\n    demo = {{\n      source  = \"{Registry.Demo}\"\n      version = \"~> 1.0, != 1.1.0\"\n    }}\n  }}\n}}\n");
        File.WriteAllText(In("rc"), "");
        var start = new ProcessStartInfo("/usr/local/bin/terraform", ["init", "-no-color"]) { WorkingDirectory = peer, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["SSL_CERT_FILE"], start.Environment["TF_CLI_CONFIG_FILE"], start.Environment["CHECKPOINT_DISABLE"]) = (Registry.WriteCertificate(_folder), In("rc"), "1");
        using var process = Process.Start(start) ?? throw new InvalidOperationException();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        Assert.Contains("(self-signed, key ID", await output, StringComparison.Ordinal);

        var outcome = await InstallAsync("~> 1.0, != 1.1.0");
        Assert.Equal(File.ReadAllText(Path.Combine(peer, DependencyLocks.FileName)), LockFileWriter.ToText(outcome.Locks));
        Assert.Equal(Tree(Path.Combine(peer, ".terraform", "providers")), Tree(In(".terraform")));
    }

    private static IEnumerable<string> Tree(string root) => Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
        .Select(e => $"{Path.GetRelativePath(root, e)} {(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(e))}").Order(StringComparer.Ordinal);

    private ProviderDirectory Packages => new(".terraform/providers", In(".terraform"), Platform);

    private async Task RefusedAsync(string version, string reason)
    {
        var outcome = await InstallAsync(version);
        Assert.Contains(reason, Assert.Single(outcome.Failures).Reason.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Locks.Providers);
        Assert.True(!Directory.Exists(In(".terraform")) || !Directory.EnumerateFiles(In(".terraform"), "*", SearchOption.AllDirectories).Any());
    }

    private async Task<InstallationOutcome> InstallAsync(string constraints, DependencyLocks? locks = null, InstallationMode mode = InstallationMode.Normal)
    {
        using var http = Http();
        return await InstallAsync(new RegistrySource(new HostServices(http, new CliSettings()), http, TimeProvider.System), http, Registry.Demo, constraints, locks ?? DependencyLocks.Empty, mode);
    }

    private Task<InstallationOutcome> InstallAsync(IProviderPackageSource source, RegistryHttp http, ProviderAddress address, string constraints, DependencyLocks locks, InstallationMode mode = InstallationMode.Normal) =>
        new ProviderInstaller(source, new PackageInstaller(http), Packages, new SignerObserver()).InstallAsync(Requirements(constraints, address), locks, mode, CancellationToken.None);

    private RegistryHttp Http()
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_variables.TryGetValue("token", out var token)) tokens[Registry.Host] = token;
        return new RegistryHttp(new CliEnvironment(_variables, _folder), new HostCredentials(new CliSettings { Tokens = tokens }, null, new DiagnosticBag()), Registry.Tls) { Pause = TimeSpan.FromMilliseconds(1) };
    }

    private ProviderRequirements Requirements(string constraints, ProviderAddress? address = null) =>
        new(ProviderRequirements.None.Providers.Add(address ?? Registry.Demo, VersionConstraints.TryParse(constraints, out var parsed, out _) ? parsed : VersionConstraints.Any));

    private IEnumerable<string?> Installed(string version) =>
        Path.Combine(In(".terraform"), Registry.Host, "acme", "demo", version, "linux_amd64") is var place && Directory.Exists(place) ? Directory.EnumerateFiles(place).Select(Path.GetFileName).Order(StringComparer.Ordinal) : [];

    private string In(string name) => Path.Combine(_folder, name);

    private static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Func<HttpContext, Task> Redirect(string where) => context =>
    {
        context.Response.Redirect(where);
        return Task.CompletedTask;
    };

    private static Task Json(HttpContext context, string text)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text);
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        var blanks = new byte[1 << 20];
        for (var i = 0; i < 100 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.Body.WriteAsync(blanks, context.RequestAborted);
    }
}
