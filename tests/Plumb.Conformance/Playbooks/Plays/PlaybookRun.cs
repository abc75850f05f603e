using System.Diagnostics;
using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Playbooks.Plays;

/// <summary>Runs the playbook of a case in a copy of its folder, as often as was recorded, and compares each run: exit, output, place of errors, files.</summary>
internal sealed class PlaybookRun(FolderCase @case)
{
    private const string Program = "ansible-playbook";

    public async Task<Comparison> RunAsync(CancellationToken cancellation)
    {
        using var folder = new WorkFolder();
        var play = Directory.CreateDirectory(folder["play"]).FullName;
        var scratch = Directory.CreateDirectory(folder["work"]).FullName;
        CopyCase(play);
        File.CreateSymbolicLink(folder[Program], ChildProgram.Location);
        using var description = JsonDocument.Parse(await File.ReadAllTextAsync(@case["case.json"], cancellation));
        var arguments = description.RootElement.GetProperty("args").EnumerateArray().Select(a => (a.GetString() ?? "").Replace("<WORKDIR>", scratch, StringComparison.Ordinal)).ToArray();
        var output = new PlaybookOutput(scratch, play);
        var all = Comparison.Equal;
        for (var run = 1; run <= description.RootElement.GetProperty("runs").GetInt32() && all.IsEqual; run++)
        {
            var result = await RunAsync(folder[Program], arguments, play, cancellation);
            all = await CompareAsync(run, result, output, scratch, cancellation);
        }
        return all;
    }

    /// <summary>The recordings stay out, for a play may look at what lies beside it.</summary>
    private void CopyCase(string target)
    {
        using var source = new WorkFolder();
        source.CopyFrom(@case.Path, name => name is not ("expected" or "case.json"));
        foreach (var entry in new DirectoryInfo(source.Path).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo inner) inner.MoveTo(Path.Combine(target, entry.Name));
            else File.Move(entry.FullName, Path.Combine(target, entry.Name));
        }
    }

    private async Task<Comparison> CompareAsync(int run, ProgramResult result, PlaybookOutput output, string scratch, CancellationToken cancellation)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(@case["expected", $"run{run}.json"], cancellation));
        var errors = @case["expected", $"run{run}.stderr.txt"];
        return Comparison.Of(expected.RootElement.GetProperty("exit").GetInt32(), result.ExitCode, $"run {run}, exit")
            .And(Comparison.OfText(output.Normal(await File.ReadAllTextAsync(@case["expected", $"run{run}.stdout.txt"], cancellation)), output.Normal(result.Output)))
            .And(Comparison.OfText(PlaybookOutput.Places(File.Exists(errors) ? await File.ReadAllTextAsync(errors, cancellation) : ""), PlaybookOutput.Places(result.Errors)))
            .And(ScratchTree.Compare(expected.RootElement.GetProperty("tree"), scratch));
    }

    private static async Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in PlaybookOutput.Settings) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        try
        {
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return new ProgramResult($"{Program} {string.Join(' ', arguments)}", process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
