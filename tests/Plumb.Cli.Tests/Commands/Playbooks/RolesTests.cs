using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Commands.Playbooks;

public sealed class RolesTests
{
    [Fact]
    public async Task A_role_comes_from_a_repository_with_what_it_depends_on()
    {
        using var project = NewProject();
        Repository(project, "base", "galaxy_info: {author: me}\n");
        Repository(project, "web", $"dependencies:\n  - {{src: \"git+file://{project.Folder}/src/base\", version: v1}}\n  - role: beside\n");
        var run = await project.RunAsync("roles", "install", $"git+file://{project.Folder}/src/web,v1", "-p", "roles");
        Assert.Equal("", run.Error);
        Assert.Equal($"""
            Starting galaxy role install process
            - extracting web to {project.Folder}/roles/web
            - web (v1) was installed successfully
            - adding dependency: base (v1)
            - extracting base to {project.Folder}/roles/base
            - base (v1) was installed successfully

            """, run.Out);
        Assert.Contains("version: v1\n", project.Read("roles/web/meta/.galaxy_install_info"), StringComparison.Ordinal);
        Assert.False(project.Has("roles/web/.git/config"));

        var again = await project.RunAsync("roles", "install", $"git+file://{project.Folder}/src/web,main", "-p", "roles");
        Assert.Equal("[WARNING]: - web (v1) is already installed - use --force to change version to main\n", again.Error);
        var forced = await project.RunAsync("roles", "install", $"git+file://{project.Folder}/src/web,main", "-proles", "--force");
        Assert.Contains("- changing role web from v1 to main\n", forced.Out, StringComparison.Ordinal);
        Assert.Contains("- dependency base is already installed, skipping.\n", forced.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requirements_name_archives_folders_and_other_files()
    {
        using var project = NewProject();
        project.Write("src/local/meta/main.yml", "dependencies: []\n");
        File.WriteAllBytes(Path.Combine(project.Folder, "web.tar.gz"), Archive(("web-1/meta/main.yml", "dependencies: []\n"), ("web-1/tasks/main.yml", "[]\n"), ("other/file", "")));
        project.Write("more.yml", "- src: src/local\n  name: mine\n");
        project.Write("requirements.yml", $"roles:\n  - src: file://{project.Folder}/web.tar.gz\n    name: web\n  - include: more.yml\n");
        var run = await project.RunAsync("roles", "install", "-r", "requirements.yml", "-p", "roles");
        Assert.Equal(0, run.Exit);
        Assert.True(project.Has("roles/web/tasks/main.yml"));
        Assert.False(project.Has("roles/web/other/file"));
        Assert.True(project.Has("roles/mine/meta/main.yml"));
        Assert.Equal($"# {project.Folder}/roles\n- mine, (unknown version)\n- web, (unknown version)\n", (await project.RunAsync("roles", "list", "-p", "roles")).Out);
        Assert.Equal("- successfully removed web\n- nope is not installed, skipping.\n", (await project.RunAsync("roles", "remove", "web", "nope", "-p", "roles")).Out);
        Assert.False(Directory.Exists(Path.Combine(project.Folder, "roles/web")));
    }

    [Theory]
    [InlineData("../evil/meta/main.yml")]
    [InlineData("/tmp/evil/meta/main.yml")]
    public async Task An_archive_that_leads_elsewhere_is_refused(string path)
    {
        using var project = NewProject();
        File.WriteAllBytes(Path.Combine(project.Folder, "evil.tar.gz"), Archive(("web/meta/main.yml", ""), (path, "")));
        var run = await project.RunAsync("roles", "install", "./evil.tar.gz", "-p", "roles");
        Assert.Equal(1, run.Exit);
        Assert.Contains("outside of its directory", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(project.Folder, "roles")));
        Assert.Equal(0, (await project.RunAsync("roles", "install", "./evil.tar.gz", "-p", "roles", "-i")).Exit);
    }

    [Fact]
    public async Task A_server_tells_where_the_newest_release_is()
    {
        using var project = NewProject();
        using var server = new GalaxyTestServer();
        server["/api/v1/roles/?owner__username=me&name=web"] = """{"results": [{"id": 7, "github_user": "me", "github_repo": "ansible-web"}]}""";
        server["/api/v1/roles/7/versions/?page_size=50"] = $$"""{"results": [{"name": "1.9.0", "source": "{{server.Address}}old.tar.gz"}, {"name": "1.10.0", "source": "{{server.Address}}new.tar.gz"}], "next_link": null}""";
        server.Add("/new.tar.gz", Archive(("x/meta/main.yml", "dependencies: []\n")));
        var run = await project.RunAsync("roles", "install", "me.web", "-p", "roles", "-s", server.Address);
        Assert.Equal("", run.Error);
        Assert.Contains("- me.web (1.10.0) was installed successfully\n", run.Out, StringComparison.Ordinal);
        var missing = await project.RunAsync("roles", "install", "me.web,3.0", "-p", "other", "-s", server.Address);
        Assert.Contains("the specified version (3.0) of me.web was not found in the list of available versions (1.9.0, 1.10.0).", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requirements_that_are_wrong_are_told_with_their_place()
    {
        using var project = NewProject();
        project.Write("requirements.yml", "roles:\n  - version: 1\nplaybooks: []\n");
        var run = await project.RunAsync("roles", "install", "-r", "requirements.yml");
        Assert.Equal(1, run.Exit);
        Assert.Contains("requirements.yml line 2", run.Error, StringComparison.Ordinal);
        Assert.Contains("Found: playbooks", run.Error, StringComparison.Ordinal);
        Assert.Equal(5, (await project.RunAsync("roles", "install")).Exit);
        Assert.Equal(1, (await project.RunAsync("roles", "install", "-r", "none.yml")).Exit);
    }

    [Fact]
    public async Task A_new_role_can_be_installed_as_it_is()
    {
        using var project = NewProject();
        project.Program = ProgramIdentity.Of("ansible-galaxy");
        Assert.Equal("- Role fresh was created successfully\n", (await project.RunAsync("init", "fresh")).Out);
        Assert.Equal(1, (await project.RunAsync("role", "init", "fresh")).Exit);
        Assert.Equal(0, (await project.RunAsync("role", "install", "./fresh", "-p", "roles")).Exit);
        Assert.Contains("\nRole: fresh\n\tdescription: your role description\n", (await project.RunAsync("info", "fresh", "--offline", "-p", "roles")).Out, StringComparison.Ordinal);
    }

    internal static TestProject NewProject()
    {
        var project = new TestProject();
        project["HOME"] = project.Folder;
        return project;
    }

    [Theory]
    [InlineData("../secret", 1)]
    [InlineData("../../x/web/tasks/main.yml", 0)]
    [InlineData("meta/main.yml", 0)]
    public async Task A_link_may_lead_to_what_is_in_the_role_but_not_to_what_lies_beside_it_in_the_archive(string target, int exit)
    {
        using var project = NewProject();
        File.WriteAllBytes(Path.Combine(project.Folder, "web.tar.gz"), Archive([("x/web/meta/main.yml", ""), ("x/web/tasks/main.yml", "[]\n"), ("x/secret", "")], ("x/web/link", target)));
        var run = await project.RunAsync("roles", "install", "./web.tar.gz", "-p", "roles");
        Assert.Equal(exit, run.Exit);
        Assert.Equal(exit == 0, Directory.EnumerateFileSystemEntries(Path.Combine(project.Folder, "roles")).Any());
        if (exit > 0) Assert.Contains("is not a subpath of the role", run.Error, StringComparison.Ordinal);
    }

    internal static byte[] Archive(params (string Path, string Content)[] files) => Archive(files, []);

    private static byte[] Archive((string Path, string Content)[] files, params (string Path, string Target)[] links)
    {
        using var buffer = new MemoryStream();
        using (var compressed = new GZipStream(buffer, CompressionLevel.Fastest))
        using (var tar = new TarWriter(compressed))
        {
            foreach (var (path, content) in files) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
            foreach (var (path, target) in links) tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target });
        }
        return buffer.ToArray();
    }

    private static void Repository(TestProject project, string name, string metadata)
    {
        project.Write($"src/{name}/meta/main.yml", metadata);
        project.Write($"src/{name}/tasks/main.yml", "[]\n");
        var folder = Path.Combine(project.Folder, "src", name);
        foreach (var arguments in new string[][] { ["init", "-qb", "main"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"], ["tag", "v1"] })
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]));
            git?.WaitForExit();
        }
    }
}
