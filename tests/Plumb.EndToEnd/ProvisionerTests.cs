using System.Text.RegularExpressions;

namespace Plumb.EndToEnd;

/// <summary>Provisioners in whole runs: what they print beside the peer, and what becomes of the object when one fails.</summary>
public sealed partial class ProvisionerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-provisioners-").FullName;

    public static TheoryData<string, string> Bodies => new()
    {
        { "output", "command = \"echo one; echo; echo two >&2; printf three; sleep 0.4; printf 'four\\nfive'; printf 'cr\\rlf\\r\\n\\ttab'\"" },
        { "surroundings", "command = \"echo $A $PWD ${self.output}\"\n    working_dir = \"/tmp\"\n    environment = { A = true, B = null }" },
        { "interpreter", "interpreter = [\"printf\", \"<%s>\\\\n\"]\n    command = \"a \\\"b\\\" é\"" },
        { "quiet", "quiet = true\n    command = \"echo x\"" },
        { "sensitive", "command = \"echo ${var.secret}; echo 2\"" },
        { "ephemeral", "command = \"echo ${var.passing}; echo 2\"" },
        { "both", "command = \"echo ${var.passing} ${var.secret}\"" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Bodies))]
    public void The_peer_prints_the_same(string name, string body)
    {
        Assert.SkipUnless(Programs.HasTerraform, "terraform is not installed");
        Assert.NotEmpty(name);
        Write("resource \"terraform_data\" \"a\" {\n  input = \"in\"\n  provisioner \"local-exec\" {\n    " + body + "\n  }\n}\n");
        var ours = Lines(Expect(0, Programs.Plumb(_folder, "apply", "-auto-approve", "-no-color")));
        File.Delete(Path.Combine(_folder, "terraform.tfstate"));
        Expect(0, Programs.Terraform(_folder, "init", "-no-color"));
        var theirs = Lines(Expect(0, Programs.Terraform(_folder, "apply", "-auto-approve", "-no-color")));
        Assert.NotEmpty(ours);
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void A_provisioner_that_fails_taints_what_was_created()
    {
        Write("resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"test -e ${path.module}/ok\"\n  }\n  provisioner \"local-exec\" {\n    command = \"touch ${path.module}/second\"\n  }\n}\n");
        var failed = Expect(1, Programs.Plumb(_folder, "apply", "-auto-approve", "-no-color"));
        Assert.Contains("local-exec provisioner error", failed, StringComparison.Ordinal);
        Assert.Contains("exit status 1", failed, StringComparison.Ordinal);
        Assert.Contains("\"tainted\"", State(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "second")));
        File.WriteAllText(Path.Combine(_folder, "ok"), "");
        Expect(0, Programs.Plumb(_folder, "apply", "-auto-approve", "-no-color"));
        Assert.DoesNotContain("\"tainted\"", State(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "second")));
    }

    [Fact]
    public void A_provisioner_that_may_fail_does_not_taint()
    {
        Write("resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command    = \"exit 1\"\n    on_failure = continue\n  }\n  provisioner \"local-exec\" {\n    command = \"touch ${path.module}/second\"\n  }\n}\n");
        Expect(0, Programs.Plumb(_folder, "apply", "-auto-approve", "-no-color"));
        Assert.DoesNotContain("\"tainted\"", State(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "second")));
    }

    [Fact]
    public void An_object_whose_destroy_provisioner_fails_stays()
    {
        Write("resource \"terraform_data\" \"a\" {\n  input = \"named\"\n  provisioner \"local-exec\" {\n    when    = destroy\n    command = \"echo bye ${self.output} && test -e ${path.module}/ok\"\n  }\n}\n");
        var created = Expect(0, Programs.Plumb(_folder, "apply", "-auto-approve", "-no-color"));
        Assert.DoesNotContain("bye", created, StringComparison.Ordinal);
        Assert.Contains("bye named", Expect(1, Programs.Plumb(_folder, "destroy", "-auto-approve", "-no-color")), StringComparison.Ordinal);
        Assert.Contains("\"named\"", State(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "ok"), "");
        Expect(0, Programs.Plumb(_folder, "destroy", "-auto-approve", "-no-color"));
        Assert.DoesNotContain("\"named\"", State(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_provisioners_run_at_once_than_allowed()
    {
        Write("resource \"terraform_data\" \"a\" {\n  count = 4\n  provisioner \"local-exec\" {\n    command = \"mkdir ${path.module}/alone && sleep 0.1 && rmdir ${path.module}/alone\"\n  }\n}\n");
        Expect(0, Programs.Plumb(_folder, "apply", "-auto-approve", "-no-color", "-parallelism=1"));
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "main.tf"),
        "variable \"secret\" {\n  default   = \"hush\"\n  sensitive = true\n}\nvariable \"passing\" {\n  default   = \"gone\"\n  ephemeral = true\n}\n" + text);

    private string State() => File.ReadAllText(Path.Combine(_folder, "terraform.tfstate"));

    /// <summary>What provisioners had to say, and the empty lines among it.</summary>
    private static string[] Lines(string output)
    {
        var lines = output.Split('\n');
        var first = Array.FindIndex(lines, l => l.Contains("Provisioning with", StringComparison.Ordinal));
        var last = Array.FindIndex(lines, l => l.Contains("Creation complete", StringComparison.Ordinal));
        return first < 0 || last < first ? [] : [.. lines[first..last].Select(l => Identity().Replace(l, "ID"))];
    }

    private static string Expect(int exit, (int Exit, string Output) run)
    {
        Assert.True(run.Exit == exit, $"exit {run.Exit} instead of {exit}:\n{run.Output}");
        return run.Output;
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Identity();
}
