using System.Diagnostics;
using Plumb.Conformance.Corpus;

namespace Plumb.Conformance.Programs;

/// <summary>
/// The program as a child process: the one that PLUMB_BIN names, else the newest <c>plumb</c> that the build left under
/// artifacts. Its environment has no settings of the user's own.
/// </summary>
internal sealed class ChildProgram(string path) : IProgramUnderTest
{
    /// <summary>The program's file.</summary>
    public static string Location { get; } = Locate();

    public static IProgramUnderTest Located { get; } = new ChildProgram(Location);

    public async Task<ProgramResult> RunAsync(IReadOnlyList<string> arguments, string folder, CancellationToken cancellation, string input = "")
    {
        using var process = Process.Start(Describe(arguments, folder)) ?? throw new InvalidOperationException($"{path} does not start");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
            return new ProgramResult($"{Path.GetFileName(path)} {string.Join(' ', arguments)}", process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Describe(IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList()) start.Environment.Remove(name);
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        return start;
    }

    private static bool IsSetting(string variable) => variable.StartsWith("TF_", StringComparison.Ordinal) || variable.StartsWith("PLUMB_", StringComparison.Ordinal);

    private static string Locate()
    {
        if (Environment.GetEnvironmentVariable("PLUMB_BIN") is { Length: > 0 } named) return named;
        var artifacts = Path.Combine(ConformanceCorpus.Repository.FullName, "artifacts");
        return new[] { "publish", "bin" }
            .Select(kind => Path.Combine(artifacts, kind, "Plumb.Cli"))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "plumb", SearchOption.AllDirectories))
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .FirstOrDefault() ?? "plumb";
    }
}
