using System.Security.Cryptography;

namespace Plumb.Cli.Tests.Commands.Playbooks;

public sealed class CollectionsTests
{
    [Fact]
    public async Task What_is_built_can_be_installed_and_listed()
    {
        using var project = RolesTests.NewProject();
        await project.RunAsync("collections", "init", "me.tools");
        project.Write("me/tools/plugins/filter/x.py", "# x\n");
        project.Write("me/tools/plugins/filter/x.pyc", "");
        var built = await project.RunAsync("collections", "build", "me/tools");
        Assert.Equal($"Created collection for me.tools at {project.Folder}/me-tools-1.0.0.tar.gz\n", built.Out);
        var run = await project.RunAsync("collections", "install", "me-tools-1.0.0.tar.gz", "-p", "cols");
        Assert.Equal($"""
            Starting galaxy collection install process
            Process install dependency map
            Starting collection install process
            Installing 'me.tools:1.0.0' to '{project.Folder}/cols/ansible_collections/me/tools'
            me.tools:1.0.0 was installed successfully

            """, run.Out);
        Assert.True(project.Has("cols/ansible_collections/me/tools/plugins/filter/x.py"));
        Assert.False(project.Has("cols/ansible_collections/me/tools/plugins/filter/x.pyc"));
        Assert.Equal($"{{\"{project.Folder}/cols/ansible_collections\": {{\"me.tools\": {{\"version\": \"1.0.0\"}}}}}}\n", (await project.RunAsync("collections", "list", "-p", "cols", "--format", "json")).Out);
        Assert.Contains("'me.tools:1.0.0' is already installed, skipping.\n", (await project.RunAsync("collections", "install", "me-tools-1.0.0.tar.gz", "-p", "cols")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_differs_from_the_manifest_is_refused()
    {
        using var project = RolesTests.NewProject();
        var archive = RolesTests.Archive(("MANIFEST.json", Manifest("me", "tools", "1.0.0", "{}", "0000")), ("FILES.json", "{\"files\": []}"));
        File.WriteAllBytes(Path.Combine(project.Folder, "bad.tar.gz"), archive);
        var run = await project.RunAsync("collections", "install", "bad.tar.gz", "-p", "cols");
        Assert.Equal(1, run.Exit);
        Assert.Contains("Checksum mismatch for 'FILES.json'", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(project.Folder, "cols/ansible_collections")));
    }

    [Fact]
    public async Task The_newest_versions_that_all_requirements_allow_are_chosen()
    {
        using var project = RolesTests.NewProject();
        using var server = new GalaxyTestServer();
        Publish(server, "me", "app", ("2.0.0", """{"me.lib": ">=2.0.0"}"""), ("1.5.0", """{"me.lib": ">=1.0.0,<2.0.0"}"""), ("3.0.0-rc.1", "{}"));
        Publish(server, "me", "lib", ("1.2.0", "{}"), ("1.10.0", "{}"), ("2.1.0", "{}"));
        project.Write("requirements.yml", "collections:\n  - name: me.app\n  - name: me.lib\n    version: '<2.0.0'\n");
        var run = await project.RunAsync("collections", "install", "-r", "requirements.yml", "-p", "cols", "-s", server.Address);
        Assert.Equal(0, run.Exit);
        Assert.Contains("me.app:1.5.0 was installed successfully\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("me.lib:1.10.0 was installed successfully\n", run.Out, StringComparison.Ordinal);

        var conflict = await project.RunAsync("collections", "install", "me.app:==2.0.0", "me.lib:1.2.0", "-p", "others", "-s", server.Address);
        Assert.Equal(1, conflict.Exit);
        Assert.Contains("me.lib:1.2.0", conflict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_with_another_hash_than_the_server_says_is_refused()
    {
        using var project = RolesTests.NewProject();
        using var server = new GalaxyTestServer();
        Publish(server, "me", "lib", ("1.0.0", "{}"));
        server.Add("/download/me-lib-1.0.0.tar.gz", [1, 2, 3]);
        var run = await project.RunAsync("collections", "install", "me.lib", "-p", "cols", "-s", server.Address);
        Assert.Equal(1, run.Exit);
        Assert.Contains("SHA-256", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signatures_are_held_against_the_keys_that_are_given()
    {
        Assert.SkipUnless(SigningKeys.IsInstalled, "GnuPG is not installed");
        using var project = RolesTests.NewProject();
        using var server = new GalaxyTestServer();
        using var keys = new SigningKeys();
        var good = keys.Sign(Manifest("me", "signed", "1.0.0", "{}", EmptyHash));
        PublishSigned(server, "me", "signed", good);
        PublishSigned(server, "me", "wrong", good);
        PublishSigned(server, "me", "both", keys.Sign(Manifest("me", "both", "1.0.0", "{}", EmptyHash)), good);
        PublishSigned(server, "me", "plain");

        Assert.Contains("me.signed:1.0.0 was installed successfully", (await InstallAsync("me.signed")).Out, StringComparison.Ordinal);
        Says("0 of 1 signatures are good (BADSIG)", (await InstallAsync("me.wrong")).Error);
        Assert.Equal(0, (await InstallAsync("me.both")).Exit);
        Says("1 of 2 signatures are good (BADSIG), and all have to be", (await InstallAsync("me.both", "--force", "--required-valid-signature-count", "all")).Error);
        Assert.Equal(0, (await InstallAsync("me.both", "--force", "--required-valid-signature-count", "all", "--ignore-signature-status-code", "BADSIG")).Exit);
        Assert.Equal(0, (await InstallAsync("me.plain")).Exit);
        Says("no signatures were found for me.plain:1.0.0", (await InstallAsync("me.plain", "--force", "--required-valid-signature-count", "+1")).Error);
        project.Write("plain.asc", keys.Sign(Manifest("me", "plain", "1.0.0", "{}", EmptyHash)));
        Assert.Equal(0, (await InstallAsync("me.plain", "--force", "--required-valid-signature-count", "+1", "--signature", "plain.asc")).Exit);
        Says("is not a valid signature verification count", (await InstallAsync("me.plain", "--force", "--required-valid-signature-count", "some")).Error);
        Says("no keyring was configured", (await project.RunAsync("collections", "install", "me.plain", "-p", "cols", "-s", server.Address, "--signature", "plain.asc")).Error);
        using var others = new SigningKeys();
        var unknown = await project.RunAsync("collections", "install", "me.signed", "--force", "-p", "cols", "-s", server.Address, "--keyring", others.Keyring);
        Says("NO_PUBKEY", unknown.Error);

        // Messages are broken at the width of a terminal.
        static void Says(string expected, string error) => Assert.True(error.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal).Contains(expected, StringComparison.Ordinal), error);

        Task<RunResult> InstallAsync(string name, params string[] more) => project.RunAsync(["collections", "install", name, "-p", "cols", "-s", server.Address, "--keyring", keys.Keyring, .. more]);
    }

    [Fact]
    public async Task What_is_installed_is_compared_with_what_the_server_has()
    {
        using var project = RolesTests.NewProject();
        using var server = new GalaxyTestServer();
        Publish(server, "me", "lib", ("1.0.0", "{}"));
        await project.RunAsync("collections", "install", "me.lib", "-p", "cols", "-s", server.Address);
        var verified = await project.RunAsync("collections", "verify", "me.lib:1.0.0", "-p", "cols", "-s", server.Address);
        Assert.Equal(0, verified.Exit);
        Assert.Contains("Successfully verified that checksums for 'me.lib:1.0.0' match the remote collection.", verified.Out, StringComparison.Ordinal);
        var alone = await project.RunAsync("collections", "verify", "me.lib", "-p", "cols", "--offline");
        Assert.Equal(0, alone.Exit);
        Assert.Matches("^Verifying 'me\\.lib:1\\.0\\.0'\\.\nInstalled collection found at '.*/cols/ansible_collections/me/lib'\nMANIFEST\\.json hash: [0-9a-f]{64}\nSuccessfully verified that checksums for 'me\\.lib:1\\.0\\.0' are internally consistent with its manifest\\.\n$", alone.Out);

        project.Write("cols/ansible_collections/me/lib/plugins/own.py", "# mine\n");
        project.Write("cols/ansible_collections/me/lib/FILES.json", "{\"files\": [] }");
        foreach (var way in (string[][])[["-s", server.Address], ["--offline"]])
        {
            var differs = await project.RunAsync(["collections", "verify", "me.lib", "-p", "cols", .. way]);
            Assert.Equal(1, differs.Exit);
            Assert.Contains("Collection me.lib contains modified content in the following files:\n    FILES.json\n    plugins/own.py\n", differs.Out, StringComparison.Ordinal);
        }
        Assert.Contains("is not installed", (await project.RunAsync("collections", "verify", "me.none", "-p", "cols", "-s", server.Address)).Error, StringComparison.Ordinal);
        Assert.Contains("has the version '1.0.0'", (await project.RunAsync("collections", "verify", "me.lib:>2", "-p", "cols", "-s", server.Address)).Error, StringComparison.Ordinal);
    }

    private const string EmptyList = "{\"files\": []}";

    private static readonly string EmptyHash = Hash(System.Text.Encoding.UTF8.GetBytes(EmptyList));

    private static void PublishSigned(GalaxyTestServer server, string space, string name, params string[] signatures)
    {
        server[$"/api/v3/collections/{space}/{name}/versions/?limit=100"] = """{"data": [{"version": "1.0.0"}], "links": {"next": null} }""";
        var archive = RolesTests.Archive(("MANIFEST.json", Manifest(space, name, "1.0.0", "{}", EmptyHash)), ("FILES.json", EmptyList));
        server.Add($"/download/{space}-{name}-1.0.0.tar.gz", archive);
        var list = string.Join(", ", signatures.Select(s => $"{{\"signature\": \"{s.Replace("\n", "\\n", StringComparison.Ordinal)}\"}}"));
        server[$"/api/v3/collections/{space}/{name}/versions/1.0.0/"] = $$$"""{"download_url": "/download/{{{space}}}-{{{name}}}-1.0.0.tar.gz", "artifact": {"sha256": "{{{Hash(archive)}}}"}, "metadata": {"dependencies": {}}, "signatures": [{{{list}}}]}""";
    }

    private static void Publish(GalaxyTestServer server, string space, string name, params (string Version, string Dependencies)[] versions)
    {
        var list = string.Join(", ", versions.Select(v => $$"""{"version": "{{v.Version}}"}"""));
        server[$"/api/v3/collections/{space}/{name}/versions/?limit=100"] = $$"""{"data": [{{list}}], "links": {"next": null} }""";
        foreach (var (version, dependencies) in versions)
        {
            const string Files = "{\"files\": []}";
            var archive = RolesTests.Archive(("MANIFEST.json", Manifest(space, name, version, dependencies, Hash(System.Text.Encoding.UTF8.GetBytes(Files)))), ("FILES.json", Files));
            server.Add($"/download/{space}-{name}-{version}.tar.gz", archive);
            server[$"/api/v3/collections/{space}/{name}/versions/{version}/"] =
                $$$"""{"download_url": "/download/{{{space}}}-{{{name}}}-{{{version}}}.tar.gz", "artifact": {"sha256": "{{{Hash(archive)}}}"}, "metadata": {"dependencies": {{{dependencies}}}}}""";
        }
    }

    private static string Manifest(string space, string name, string version, string dependencies, string hash) =>
        $$$"""{"collection_info": {"namespace": "{{{space}}}", "name": "{{{name}}}", "version": "{{{version}}}", "dependencies": {{{dependencies}}}}, "file_manifest_file": {"name": "FILES.json", "chksum_sha256": "{{{hash}}}"}}""";

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
