using System.Globalization;
using System.Runtime.Versioning;

namespace Plumb.EndToEnd.Plays;

/// <summary>Templates, inventories and commands that would take all the memory there is: they end with a reason, and this machine goes on.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HostileInputTests : IDisposable
{
    private const long MemoryLimit = 1536L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{{ range(10 ** 12) }}")]
    [InlineData("{{ range(10 ** 12) | list }}")]
    [InlineData("{{ ('x' * 100000) * 100000 }}")]
    [InlineData("{{ [[['x'] * 10000] * 10000] * 10000 }}")]
    [InlineData("{{ 9 ** (9 ** 9) }}")]
    [InlineData("{% for a in range(100000) %}{% for b in range(100000) %}{{ 'x' * 1000 }}{% endfor %}{% endfor %}")]
    public void A_template_that_explodes_fails_its_task(string template)
    {
        foreach (var native in (string[])["false", "true"])
        {
            Write("play.yml", $"- hosts: localhost\n  connection: local\n  gather_facts: false\n  tasks:\n  - debug:\n      msg: \"{template.Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
            var (exit, output, memory) = Run(new() { ["ANSIBLE_JINJA2_NATIVE"] = native }, "play", "-i", "localhost,", "play.yml");
            Assert.True(exit == 2, output);
            Assert.Contains("fatal: [localhost]: FAILED!", output, StringComparison.Ordinal);
            Assert.InRange(memory, 0, MemoryLimit);
        }
    }

    [Fact]
    public void An_inventory_script_that_floods_is_ended()
    {
        ExecutableFile.Write(Path.Combine(_folder, "flood"), "#!/bin/sh\nhead -c 1000000000 /dev/zero\necho late > ended\n");
        var (_, output, memory) = Run([], "inventory", "-i", "flood", "--list");
        Assert.Contains("prints more than 128 MiB", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "ended")));
        Assert.InRange(memory, 0, MemoryLimit);
    }

    [Fact]
    public void A_command_that_floods_is_taken_in_part_and_the_user_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "operations run on Linux");
        Write("play.yml", """
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
              - shell: head -c 1000000000 /dev/zero | tr '\0' x
                register: told
              - debug: { msg: "kept {{ told.stdout | length }}" }
            """);
        var (exit, output, memory) = Run([], "play", "-i", "localhost,", "play.yml");
        Assert.True(exit == 0, output);
        Assert.Contains("kept 67108864", output, StringComparison.Ordinal);
        Assert.Contains("932891136 bytes were left out.", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.InRange(memory, 0, MemoryLimit);
    }

    private (int Exit, string Output, long Memory) Run(Dictionary<string, string> environment, params string[] args)
    {
        foreach (var (name, value) in new[] { ("HOME", _folder), ("XDG_STATE_HOME", _folder), ("ANSIBLE_STDOUT_CALLBACK", "default"), ("ANSIBLE_NOCOLOR", "1") }) environment[name] = value;
        using var process = Programs.StartPlumb(environment, _folder, args);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var memory = 0L;
        while (!process.WaitForExit(20)) memory = Math.Max(memory, Peak(process.Id));
        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult(), memory);
    }

    private static long Peak(int id)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/status")).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
