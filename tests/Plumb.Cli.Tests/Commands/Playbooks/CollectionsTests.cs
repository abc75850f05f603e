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
