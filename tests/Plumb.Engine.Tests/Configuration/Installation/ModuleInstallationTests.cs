using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Installation;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Engine.Tests.Configuration.Installation;

public sealed class ModuleInstallationTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-modules-").FullName;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly List<string> _progress = [];
    private readonly HttpClient _http = new();
    private Func<string, string?> _tokens = _ => null;
    private string _registry = "";

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Repositories_are_cloned_at_what_is_asked_for_and_the_modules_in_them_too()
    {
        Packages.Commit(In("repo"), "v1", ("main.tf", "module \"deep\" {\n  source = \"./sub/deep\"\n}\n"), ("sub/deep/main.tf", "output \"v\" {\n  value = 1\n}\n"));
        Packages.Commit(In("repo"), "v2", ("sub/deep/main.tf", "output \"v\" {\n  value = 2\n}\n"));
        Write("main.tf", Call("one", $"git::file://{In("repo")}?ref=v1") + Call("two", $"git::file://{In("repo")}//sub/deep?depth=1&ref=v2"));
        await Install();
        Assert.Empty(_diagnostics);
        Assert.Equal($$"""
            {"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"one","Source":"git::file://{{In("repo")}}?ref=v1","Dir":".terraform/modules/one"},{"Key":"one.deep","Source":"./sub/deep","Dir":".terraform/modules/one/sub/deep"},{"Key":"two","Source":"git::file://{{In("repo")}}//sub/deep?depth=1\u0026ref=v2","Dir":".terraform/modules/two/sub/deep"}]}
            """.Replace("\\u0026", "&", StringComparison.Ordinal), Read(".terraform/modules/modules.json").Replace("\\u0026", "&", StringComparison.Ordinal));
        Assert.Contains("value = 1", Read(".terraform/modules/one/sub/deep/main.tf"), StringComparison.Ordinal);
        Assert.Contains("value = 2", Read(".terraform/modules/two/sub/deep/main.tf"), StringComparison.Ordinal);
        Assert.Equal("- one.deep in .terraform/modules/one/sub/deep", _progress[2]);
    }

    [Fact]
    public async Task What_is_installed_stays_until_an_upgrade_or_another_source()
    {
        Packages.Commit(In("repo"), "v1", ("main.tf", "# 1\n"));
        Write("main.tf", Call("a", $"git::file://{In("repo")}"));
        await Install();
        Packages.Commit(In("repo"), "v2", ("main.tf", "# 2\n"));
        _progress.Clear();
        await Install();
        Assert.Empty(_progress);
        Assert.Equal("# 1\n", Read(".terraform/modules/a/main.tf"));
        await Install(upgrade: true);
        Assert.Equal("# 2\n", Read(".terraform/modules/a/main.tf"));
        Write("main.tf", Call("a", $"git::file://{In("repo")}?ref=v1"));
        await Install();
        Assert.Equal("# 1\n", Read(".terraform/modules/a/main.tf"));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("tgz")]
    [InlineData("tar.xz")]
    [InlineData("tar.bz2")]
    public async Task Archives_are_unpacked(string kind)
    {
        var tar = Packages.Tar(Packages.File("mod/sub/main.tf", "# here\n"), Packages.Link(System.Formats.Tar.TarEntryType.SymbolicLink, "mod/sub/link.tf.txt", "main.tf"));
        if (kind is "tar.xz" or "tar.bz2") Assert.SkipUnless(Packages.Has(kind[4..] == "xz" ? "xz" : "bzip2"), "the program for this format is not installed");
        var archive = kind switch
        {
            "zip" => Packages.Zip(("mod/sub/main.tf", "# here\n")),
            "tar" => tar,
            "tar.xz" => Packages.Through("xz", tar),
            "tar.bz2" => Packages.Through("bzip2", tar),
            _ => Packages.Gzip(tar),
        };
        using var server = new WebServer();
        server.Serve($"/m.{kind}", archive);
        Write("main.tf", Call("a", $"{server.Address}/m.{kind}//mod/sub") + Call("b", $"{server.Address}/m.{kind}//*/sub"));
        await Install();
        Assert.Empty(_diagnostics);
        Assert.Equal("# here\n", Read(".terraform/modules/a/mod/sub/main.tf"));
        Assert.Equal("# here\n", Read(".terraform/modules/b/mod/sub/main.tf"));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("page")]
    public async Task A_server_may_say_that_the_package_is_elsewhere(string by)
    {
        using var server = new WebServer();
        server.Serve("/files/m.zip", Packages.Zip(("sub/main.tf", "# here\n")));
        if (by == "header") server.SendTo("/m", $"{server.Address}/files/m.zip//sub");
        else server.Serve("/m", $"<html><head><meta name=\"terraform-get\" content=\"{server.Address}/files/m.zip//sub\"></head></html>", "text/html");
        Write("main.tf", Call("a", $"{server.Address}/m"));
        await Install();
        Assert.Empty(_diagnostics);
        Assert.Equal("# here\n", Read(".terraform/modules/a/main.tf"));
        Assert.Equal("/m?terraform-get=1", server.Requests.First());
    }

    [Theory]
    [InlineData("file:///etc", "file of this machine")]
    [InlineData("{server}/m", "more than 10 times")]
    [InlineData("nonsense://x y", "")]
    public async Task A_server_may_not_send_anywhere(string where, string expected)
    {
        using var server = new WebServer();
        server.SendTo("/m", where.Replace("{server}", server.Address, StringComparison.Ordinal));
        Write("main.tf", Call("a", $"{server.Address}/m"));
        await Install();
        Assert.Contains(expected, Assert.Single(_diagnostics).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256:0000000000000000000000000000000000000000000000000000000000000000", "does not match")]
    [InlineData("sha256:xx", "not hexadecimal")]
    public async Task A_checksum_that_is_wrong_refuses_the_archive(string checksum, string expected)
    {
        using var server = new WebServer();
        server.Serve("/m.zip", Packages.Zip(("main.tf", "")));
        Write("main.tf", Call("a", $"{server.Address}/m.zip?checksum={checksum}"));
        await Install();
        Assert.Contains(expected, Assert.Single(_diagnostics).Detail, StringComparison.Ordinal);
        Assert.False(File.Exists(In(".terraform/modules/a/main.tf")));
    }

    [Theory]
    [InlineData("~> 1.0", "1.2.0")]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("2.0.0-beta1", "2.0.0-beta1")]
    [InlineData("", "1.2.0")]
    [InlineData(">= 3", null)]
    public async Task A_registry_says_which_versions_there_are_and_where(string constraint, string? expected)
    {
        using var server = Registry();
        Write("main.tf", $"module \"a\" {{\n  source = \"registry.example.com/acme/net/x//sub\"\n{(constraint.Length == 0 ? "" : $"  version = \"{constraint}\"\n")}}}\n");
        await Install();
        if (expected is null)
        {
            Assert.Equal(InstallationRules.NoMatchingVersion, Assert.Single(_diagnostics).Rule);
            return;
        }
        Assert.Empty(_diagnostics);
        Assert.Equal($"# {expected}\n", Read(".terraform/modules/a/sub/main.tf"));
        Assert.Contains($"\"Version\":\"{expected}\"", Read(".terraform/modules/modules.json"), StringComparison.Ordinal);
        Assert.Contains($"Downloading registry.example.com/acme/net/x {expected} for a...", _progress);
        Assert.All(server.Requests.Where(r => r.StartsWith("/v1/", StringComparison.Ordinal)), r => Assert.EndsWith(" Bearer secret", r, StringComparison.Ordinal));
        Assert.DoesNotContain(server.Requests, r => r.StartsWith("/files/", StringComparison.Ordinal) && r.Contains("Bearer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_module_that_a_registry_does_not_know_is_reported()
    {
        using var server = Registry();
        Write("main.tf", "module \"a\" {\n  source = \"registry.example.com/acme/other/x\"\n}\n");
        await Install();
        Assert.Equal(InstallationRules.NotFound, Assert.Single(_diagnostics).Rule);
    }

    [Theory]
    [InlineData(401, "TF_TOKEN_registry_example_com")]
    [InlineData(500, "500")]
    public async Task A_registry_that_refuses_is_reported(int status, string expected)
    {
        using var server = Registry();
        server.Refuse("/v1/acme/net/x/versions", status);
        Write("main.tf", "module \"a\" {\n  source = \"registry.example.com/acme/net/x\"\n}\n");
        await Install();
        Assert.Contains(expected, Assert.Single(_diagnostics).Detail, StringComparison.Ordinal);
        Assert.Equal(status == 500 ? 2 : 1, server.Requests.Count);
    }

    [Theory]
    [InlineData("git::file:///no/such/repository", "Failed to download module")]
    [InlineData("git::file:///no/such?ref=--upload-pack=x", "Failed to download module")]
    [InlineData("./nowhere", "Unreadable module directory")]
    [InlineData("hg::http://127.0.0.1:1/x", "Failed to download module")]
    [InlineData("http://127.0.0.1:1/x.zip", "Failed to download module")]
    public async Task What_cannot_be_had_is_reported(string source, string expected)
    {
        Write("main.tf", Call("a", source));
        await Install();
        Assert.Equal(expected, Assert.Single(_diagnostics).Summary);
    }

    [Fact]
    public async Task A_module_may_not_call_what_is_outside_of_its_package()
    {
        Packages.Commit(In("repo"), "v1", ("main.tf", Call("up", "../../../secret")));
        Directory.CreateDirectory(In("secret"));
        Write("main.tf", Call("a", $"git::file://{In("repo")}"));
        await Install();
        Assert.Equal(InstallationRules.PathEscapes, Assert.Single(_diagnostics).Rule);
    }

    /// <summary>acme/net/x in four versions, found by the host's own document.</summary>
    private WebServer Registry()
    {
        var server = new WebServer();
        _registry = $"{server.Address}/v1/";
        _tokens = host => host == "registry.example.com" ? "secret" : null;
        string[] versions = ["1.0.0", "1.2.0", "2.0.0-beta1", "0.9.0"];
        server.Serve("/v1/acme/net/x/versions", $$"""{"modules":[{"versions":[{{string.Join(',', versions.Select(v => $$"""{"version":"{{v}}"}"""))}}]}]}""");
        foreach (var version in versions)
        {
            server.SendTo($"/v1/acme/net/x/{version}/download", $"../../../../../files/{version}.zip");
            server.Serve($"/files/{version}.zip", Packages.Zip(("sub/main.tf", $"# {version}\n")));
        }
        return server;
    }

    private async Task Install(bool upgrade = false)
    {
        var environment = new StaticEnvironment { RootDirectory = _folder, WorkingDirectory = _folder };
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = _folder };
        var registry = new RegistryClient(_http, (host, _) => ValueTask.FromResult(_tokens(host)), (_, service) => service == "modules.v1" && _registry.Length > 0 ? _registry : null);
        await new ModuleInstaller(environment, new PackageFetcher(_http, variables.GetValueOrDefault), registry, _progress.Add).InstallAsync(_folder, upgrade, _diagnostics, None);
    }

    private static string Call(string name, string source) => $"module \"{name}\" {{\n  source = \"{source}\"\n}}\n";

    private string In(string name) => Path.Combine(_folder, name);

    private string Read(string name) => File.ReadAllText(In(name));

    private void Write(string name, string text) => File.WriteAllText(In(name), text);
}
