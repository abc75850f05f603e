using System.Diagnostics;

namespace Plumb.EndToEnd;

/// <summary>Modules as the peer installs them: the same list, byte for byte, and the same lines.</summary>
public sealed class ModuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-modules-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_peer_installs_the_same()
    {
        Assert.SkipUnless(Programs.HasTerraform, "terraform is not installed");
        var repository = MakeRepository();
        var root = Directory.CreateDirectory(Path.Combine(_folder, "root")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "local"));
        File.WriteAllText(Path.Combine(root, "local", "main.tf"), "");
        File.WriteAllText(Path.Combine(root, "main.tf"), $$"""
            module "b" {
              source = "git::file://{{repository}}?ref=v1"
            }
            module "a" {
              source = "git::file://{{repository}}//sub/deep?ref=v1"
            }
            module "here" {
              source = "./local"
            }
            module "linked" {
              source = "{{repository}}/sub"
            }
            """);
        string[][] runs = [["init", "-no-color"], ["init", "-no-color"], ["init", "-no-color", "-upgrade"], ["init", "-no-color", "-get=false"], ["get", "-no-color"], ["get", "-no-color", "-update"]];
        var theirs = runs.Select(r => Steps(Programs.Terraform(root, r))).ToArray();
        var list = File.ReadAllText(Path.Combine(root, ".terraform", "modules", "modules.json"));
        Directory.Delete(Path.Combine(root, ".terraform"), recursive: true);
        var ours = runs.Select(r => Steps(Programs.Plumb(root, r))).ToArray();
        Assert.Equal(theirs, ours);
        Assert.Equal(list, File.ReadAllText(Path.Combine(root, ".terraform", "modules", "modules.json")));
    }

    [Fact]
    public void An_empty_folder_begins_with_a_copy_of_a_module()
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, "root")).FullName;
        var (exit, output) = Programs.Plumb(root, "init", "-no-color", $"-from-module=git::file://{MakeRepository()}");
        Assert.True(exit == 0, output);
        Assert.True(File.Exists(Path.Combine(root, "sub", "deep", "main.tf")));
        Assert.False(Directory.Exists(Path.Combine(root, ".git")));
        Assert.Contains("- deep in sub/deep", output, StringComparison.Ordinal);
        Assert.NotEqual(0, Programs.Plumb(root, "init", "-no-color", "-from-module=./sub").Exit);
    }

    private string MakeRepository()
    {
        var repository = Path.Combine(_folder, "repository");
        Directory.CreateDirectory(Path.Combine(repository, "sub", "deep"));
        File.WriteAllText(Path.Combine(repository, "main.tf"), "module \"deep\" {\n  source = \"./sub/deep\"\n}\n");
        File.WriteAllText(Path.Combine(repository, "sub", "deep", "main.tf"), "output \"v\" {\n  value = 1\n}\n");
        string[][] steps = [["init", "-q"], ["add", "-A"], ["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "one"], ["tag", "v1"]];
        foreach (var step in steps)
        {
            using var git = Process.Start("git", ["-C", repository, .. step]);
            git.WaitForExit();
            Assert.Equal(0, git.ExitCode);
        }
        return repository;
    }

    /// <summary>What was done, without the words at the end, which are each tool's own.</summary>
    private static string[] Steps((int Exit, string Output) run)
    {
        Assert.True(run.Exit == 0, run.Output);
        return [.. run.Output.Split('\n').TakeWhile(l => !l.Contains("successfully initialized", StringComparison.Ordinal)).Where(l => l.Length > 0)];
    }
}
