using System.Diagnostics;
using System.Text.Json;

namespace Plumb.EndToEnd.Safety;

/// <summary>Runs on file systems that refuse to take any more, where the machine lets the tests mount them.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private const string Configuration =
        """
        resource "terraform_data" "a" {
          provisioner "local-exec" {
            command = "head -c 1000000 /dev/zero > fill 2>/dev/null || true"
          }
        }
        resource "terraform_data" "b" {
          count = 40
          input = terraform_data.a.id
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-disk-").FullName;
    private bool _isMounted;

    [Fact]
    public void A_full_disk_ends_a_run_with_the_whole_state_told()
    {
        Mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder);
        File.WriteAllText(Path.Combine(_folder, "main.tf"), Configuration);

        var (exit, output, error) = Programs.PlumbApart(_folder, "apply", "-auto-approve", "-no-color");
        Assert.Equal(1, exit);
        Assert.Contains("Failed to write the journal", error, StringComparison.Ordinal);
        Assert.Contains("Failed to persist state to backend", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Plumb.", output + error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "errored.tfstate")));

        using var state = JsonDocument.Parse(error[error.IndexOf("{\n", StringComparison.Ordinal)..(error.IndexOf("\n}\n", StringComparison.Ordinal) + 3)]);
        var kept = state.RootElement.GetProperty("resources").EnumerateArray().Sum(r => r.GetProperty("instances").GetArrayLength());
        var made = output.Split('\n').Count(l => l.Contains("Creation complete", StringComparison.Ordinal));
        Assert.Equal(made, kept);
        // Objects that exist in the state alone may go on without the journal; the state that is told has them all.
        Assert.InRange(made, 1, 41);
    }

    [Fact]
    public void A_read_only_folder_is_said_before_anything_is_changed()
    {
        File.WriteAllText(Path.Combine(_folder, "main.tf"), "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"echo ran\"\n  }\n}\n");
        Mount("--bind", _folder, _folder);
        Mount("-o", "remount,ro,bind", _folder);

        var (exit, output) = Programs.Plumb(_folder, "apply", "-auto-approve", "-no-color", "-lock=false");
        Assert.Equal(1, exit);
        Assert.Contains("Failed to begin the journal", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Creating...", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Plumb.", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (_isMounted) Start("umount", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private void Mount(params string[] arguments)
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux() || Environment.UserName != "root" || !Start("mount", arguments), "mounting a file system needs Linux and its permission");
        _isMounted = true;
    }

    private static bool Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process?.WaitForExit();
        return process?.ExitCode == 0;
    }
}
