using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.CliConfiguration.Credentials;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Mirrors;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.LockFile;
using Plumb.Plugins.Registry;

namespace Plumb.Plugins.Tests.Installation;

/// <summary>Installations from directories of this machine, and the cache of all projects.</summary>
public sealed class LocalInstallationTests : IDisposable
{
    private static readonly ProviderAddress Demo = new("example.com", "acme", "demo");
    private static readonly ProviderPlatform Platform = new("linux", "amd64");

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-local-").FullName;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly Recorder _told = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_packed_package_is_unpacked_and_an_unpacked_one_linked_and_both_have_one_checksum()
    {
        Pack("packed", "1.0.0");
        Unpack("unpacked", "1.0.0");
        var packed = await InstallAsync(new FilesystemMirrorSource(In("packed")), DependencyLocks.Empty);
        Assert.Null(new DirectoryInfo(Installed("1.0.0")).LinkTarget);
        Directory.Delete(In("providers"), recursive: true);
        var unpacked = await InstallAsync(new FilesystemMirrorSource(In("unpacked")), packed.Locks);
        Assert.Empty(unpacked.Failures);
        Assert.Equal(In("unpacked/example.com/acme/demo/1.0.0/linux_amd64"), new DirectoryInfo(Installed("1.0.0")).LinkTarget);
        Assert.True(packed.Locks.IsSame(unpacked.Locks));
    }

    [Fact]
    public async Task What_is_installed_already_and_fits_stays()
    {
        Pack("mirror", "1.0.0");
        var first = await InstallAsync(new FilesystemMirrorSource(In("mirror")), DependencyLocks.Empty);
        await InstallAsync(new FilesystemMirrorSource(In("mirror")), first.Locks);
        Assert.Equal(["finding", "installing", "installed", "finding", "already installed"], _told.Events);
    }

    [Fact]
    public async Task The_cache_is_used_only_for_what_the_lock_file_knows()
    {
        Pack("mirror", "1.0.0");
        Directory.CreateDirectory(In("cache"));
        var cache = new ProviderDirectory("cache", In("cache"), Platform);
        var first = await InstallAsync(new FilesystemMirrorSource(In("mirror")), DependencyLocks.Empty, cache);
        Assert.StartsWith(In("cache"), new DirectoryInfo(Installed("1.0.0")).LinkTarget, StringComparison.Ordinal);
        Directory.Delete(In("providers"), recursive: true);
        await InstallAsync(new FilesystemMirrorSource(In("mirror")), first.Locks, cache);
        Directory.Delete(In("providers"), recursive: true);
        await InstallAsync(new FilesystemMirrorSource(In("mirror")), DependencyLocks.Empty, cache);
        Directory.Delete(In("providers"), recursive: true);
        await InstallAsync(new FilesystemMirrorSource(In("mirror")), DependencyLocks.Empty, cache, mayBreak: true);
        Assert.Equal(["finding", "installing", "installed", "finding", "cached", "finding", "installing", "installed", "finding", "cached"], _told.Events);
    }

    [Fact]
    public async Task Versions_are_those_of_all_sources_and_a_package_is_the_first_ones_that_has_it()
    {
        Pack("one", "1.0.0");
        Pack("two", "1.0.0");
        Pack("two", "2.0.0", "windows_amd64");
        var both = new CompositeSource([(ProviderPatterns.All, new FilesystemMirrorSource(In("one"))), (ProviderPatterns.All, new FilesystemMirrorSource(In("two")))]);
        Assert.Equal(["1.0.0", "2.0.0"], (await both.FindVersionsAsync(Demo, CancellationToken.None)).Versions.Order().Select(v => v.ToString()));
        var package = await both.FindPackageAsync(Demo, new SemanticVersion(1, 0, 0), Platform, CancellationToken.None);
        Assert.StartsWith(In("one"), (package.Location as ArchivePackage)?.Path, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<ProviderSourceException>(() => both.FindPackageAsync(Demo, new SemanticVersion(2, 0, 0), Platform, CancellationToken.None));
        Assert.Equal(SourceFault.UnsupportedPlatform, missing.Fault);

        var other = new CompositeSource([(new ProviderPatterns([], [new ProviderPattern("example.com", "*", "*")]), new FilesystemMirrorSource(In("one")))]);
        Assert.Equal(SourceFault.NotFound, (await Assert.ThrowsAsync<ProviderSourceException>(() => other.FindVersionsAsync(Demo, CancellationToken.None))).Fault);
    }

    [Fact]
    public async Task Directories_by_convention_keep_registries_from_being_asked()
    {
        Pack("terraform.d/plugins", "1.0.0");
        var environment = new CliEnvironment(new Dictionary<string, string> { ["XDG_DATA_DIRS"] = In("none") }, _folder);
        using var http = new RegistryHttp(environment, new HostCredentials(new CliSettings(), null, _diagnostics));
        var source = new ConfiguredSources(environment, new CliSettings(), http, TimeProvider.System).Create();
        Assert.Equal([In("terraform.d/plugins")], source.Describe(Demo).Split('\n'));
        Assert.Contains("provider registry example.com", source.Describe(Demo with { Type = "other" }), StringComparison.Ordinal);
        Assert.Single((await source.FindVersionsAsync(Demo, CancellationToken.None)).Versions);
    }

    [Fact]
    public async Task A_mirror_gets_lists_of_what_it_has()
    {
        Pack("mirror", "1.0.0");
        Pack("mirror", "1.0.0", "darwin_arm64");
        await MirrorIndexes.WriteAsync(In("mirror"), CancellationToken.None);
        Assert.Equal("{\n  \"versions\": {\n    \"1.0.0\": {}\n  }\n}", File.ReadAllText(In("mirror/example.com/acme/demo/index.json")));
        var archives = File.ReadAllText(In("mirror/example.com/acme/demo/1.0.0.json"));
        Assert.Contains("\"url\": \"terraform-provider-demo_1.0.0_darwin_arm64.zip\"", archives, StringComparison.Ordinal);
        Assert.Contains("\"h1:", archives, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_installation_does_not_need_leaves_the_lock_file_unless_it_comes_from_elsewhere()
    {
        Pack("mirror", "1.0.0");
        var (gone, embedded) = (ProviderLock.Create(new("a.io", "b", "c"), new(1, 0, 0), "", []), ProviderLock.Create(ProviderAddress.Official("random"), new(3, 0, 0), "", ["h1:x"]));
        var outcome = await InstallAsync(new FilesystemMirrorSource(In("mirror")), DependencyLocks.Empty.With(gone).With(embedded));
        Assert.Equal([Demo, embedded.Address], outcome.Locks.Providers.Keys);
    }

    [Fact]
    public async Task A_helper_is_asked_once_for_what_no_file_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the helper is a shell script");
        var program = In("terraform-credentials-test");
        ExecutableFile.Write(program, $"#!/bin/sh\necho \"$@\" >> {In("calls")}\n[ \"$3\" = bad.example.com ] && echo broken >&2 && exit 1\ncase $2 in get) echo '{{\"token\": \"kept\"}}';; store) cat > {In("stored")};; esac\n");
        var helper = CredentialsHelper.Find(new CredentialsHelperConfig("test", ["--quiet"]), [In("none"), _folder]) ?? throw new FileNotFoundException();
        var credentials = new HostCredentials(new CliSettings { Tokens = new Dictionary<string, string> { ["own.example.com"] = "mine" } }, helper, _diagnostics);
        Assert.Equal("mine", await credentials.TokenAsync("own.example.com", CancellationToken.None));
        Assert.Equal("kept", await credentials.TokenAsync("Other.Example.com", CancellationToken.None));
        Assert.Equal("kept", await credentials.TokenAsync("other.example.com", CancellationToken.None));
        Assert.Null(await credentials.TokenAsync("bad.example.com", CancellationToken.None));
        Assert.Contains("broken", Assert.Single(_diagnostics).Detail, StringComparison.Ordinal);
        await helper.StoreAsync("x.example.com", "new", CancellationToken.None);
        await helper.ForgetAsync("x.example.com", CancellationToken.None);
        Assert.Equal("{\"token\":\"new\"}", File.ReadAllText(In("stored")));
        Assert.Equal(["get other.example.com", "get bad.example.com", "store x.example.com", "forget x.example.com"], File.ReadAllLines(In("calls")).Select(l => l["--quiet ".Length..]));
    }

    private async Task<InstallationOutcome> InstallAsync(IProviderPackageSource source, DependencyLocks locks, ProviderDirectory? cache = null, bool mayBreak = false)
    {
        using var http = new RegistryHttp(new CliEnvironment(new Dictionary<string, string>(), _folder), new HostCredentials(new CliSettings(), null, _diagnostics));
        var installer = new ProviderInstaller(source, new PackageInstaller(http), new ProviderDirectory("providers", In("providers"), Platform), _told)
        {
            Cache = cache,
            CacheMayBreakLockFile = mayBreak,
            Others = [ProviderAddress.Official("random")],
        };
        var outcome = await installer.InstallAsync(new(ProviderRequirements.None.Providers.Add(Demo, VersionConstraints.Any)), locks, InstallationMode.Normal, CancellationToken.None);
        Assert.Empty(outcome.Failures);
        return outcome;
    }

    private void Pack(string mirror, string version, string platform = "linux_amd64")
    {
        var path = In($"{mirror}/example.com/acme/demo/terraform-provider-demo_{version}_{platform}.zip");
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
        File.WriteAllBytes(path, TestRegistry.Zip(("terraform-provider-demo_v" + version, "#!/bin/sh\n"), ("docs/README", "read")));
    }

    private void Unpack(string mirror, string version)
    {
        var directory = In($"{mirror}/example.com/acme/demo/{version}/linux_amd64");
        Directory.CreateDirectory(Path.Combine(directory, "docs"));
        File.WriteAllText(Path.Combine(directory, "terraform-provider-demo_v" + version), "#!/bin/sh\n");
        File.WriteAllText(Path.Combine(directory, "docs", "README"), "read");
    }

    private string Installed(string version) => In($"providers/example.com/acme/demo/{version}/linux_amd64");

    private string In(string name) => Path.Combine(_folder, name);

    private sealed class Recorder : IInstallationObserver
    {
        public List<string> Events { get; } = [];

        public void BuiltIn(ProviderAddress address) => Events.Add("built in");

        public void Finding(ProviderAddress address, string constraints, bool isLocked) => Events.Add("finding");

        public void AlreadyInstalled(ProviderAddress address, SemanticVersion version) => Events.Add("already installed");

        public void Cached(ProviderAddress address, SemanticVersion version) => Events.Add("cached");

        public void Installing(ProviderAddress address, SemanticVersion version) => Events.Add("installing");

        public void Installed(ProviderAddress address, SemanticVersion version, PackageAuthenticity authenticity) => Events.Add("installed");
    }
}
