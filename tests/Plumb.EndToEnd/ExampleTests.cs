namespace Plumb.EndToEnd;

/// <summary>The examples do what they say, in a copy of their folders.</summary>
public sealed class ExampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-example-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Provisioners_act_when_an_object_comes_and_goes()
    {
        Take("provisioners");
        Expect("init", "-no-color");
        var applied = Expect("apply", "-auto-approve", "-no-color");
        Assert.Equal("built by plumb\n", File.ReadAllText(Path.Combine(_folder, "site.txt")));
        Assert.Contains("(output suppressed due to sensitive value in config)", applied, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-real-token", applied, StringComparison.Ordinal);
        Expect("destroy", "-auto-approve", "-no-color");
        Assert.False(File.Exists(Path.Combine(_folder, "site.txt")));
    }

    [Fact]
    public void Modules_call_modules()
    {
        Take("modules");
        Assert.Contains("- teams.member in team/member", Expect("init", "-no-color"), StringComparison.Ordinal);
        Assert.Contains("RED/GRACE", Expect("apply", "-auto-approve", "-no-color"), StringComparison.Ordinal);
        Expect("plan", "-detailed-exitcode", "-no-color");
    }

    [Fact]
    public void Utilities_make_keys_certificates_archives_and_user_data()
    {
        Take("utilities");
        Expect("init", "-no-color");
        var applied = Expect("apply", "-auto-approve", "-no-color");
        Assert.Contains("renewal = 7776000", applied, StringComparison.Ordinal);
        Assert.Contains("server_names = \"CN=app.example.com\"", applied, StringComparison.Ordinal);
        Assert.Contains("echo 'Hello, machine!'", File.ReadAllText(Path.Combine(_folder, "build", "user-data")), StringComparison.Ordinal);
        using var archive = System.IO.Compression.ZipFile.OpenRead(Path.Combine(_folder, "build", "program.zip"));
        Assert.Equal("program.py", Assert.Single(archive.Entries).FullName);
        Expect("plan", "-detailed-exitcode", "-no-color");
        Expect("destroy", "-auto-approve", "-no-color");
    }

    private void Take(string example)
    {
        var source = Path.Combine(Repository(), "examples", example);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? _folder);
            File.Copy(file, copy);
        }
    }

    private string Expect(params string[] arguments)
    {
        var (exit, output) = Programs.Plumb(_folder, arguments);
        Assert.True(exit == 0, output);
        return output;
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "plumb.slnx"))) directory = Path.GetDirectoryName(directory.TrimEnd('/')) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory;
    }
}
