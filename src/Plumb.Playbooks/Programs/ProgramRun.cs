using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Plumb.Playbooks.Programs;

/// <summary>
/// Runs a program of the user's on this machine, such as an inventory script, and takes what it prints: bounded in time and size, and ended with
/// all it started when the run is.
/// </summary>
internal static class ProgramRun
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);
    private const int SizeLimit = 128 << 20;

    /// <summary>Throws <see cref="ProgramException"/> where it cannot be started, takes too long or prints too much.</summary>
    public static async Task<ProgramOutput> RunAsync(string path, IReadOnlyList<string> arguments, bool inheritErrors, CancellationToken cancellation)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = !inheritErrors, UseShellExecute = false };
        Start(process, path);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            var output = ReadAsync(process, process.StandardOutput.BaseStream, limit.Token);
            var errors = inheritErrors ? Task.FromResult<byte[]>([]) : ReadAsync(process, process.StandardError.BaseStream, limit.Token);
            await Task.WhenAll(output, errors).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return new ProgramOutput(process.ExitCode, await output.ConfigureAwait(false), Encoding.UTF8.GetString(await errors.ConfigureAwait(false)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ProgramException($"{path} took longer than {TimeLimit.TotalMinutes:0} minutes");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static void Start(Process process, string path)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            throw new ProgramException($"problem running {path} ({fault.Message})", fault);
        }
    }

    private static async Task<byte[]> ReadAsync(Process process, Stream stream, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            if (kept.Length + count > SizeLimit)
            {
                // Ended here, so that its other output comes to an end too.
                process.Kill(entireProcessTree: true);
                throw new ProgramException($"the program prints more than {SizeLimit >> 20} MiB");
            }
            kept.Write(buffer, 0, count);
        }
        return kept.ToArray();
    }
}
