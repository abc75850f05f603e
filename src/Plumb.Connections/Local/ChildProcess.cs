using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.Versioning;

namespace Plumb.Connections.Local;

/// <summary>
/// Runs a program to its end, with both its outputs in one stream so that their order is kept, and nothing to read.
/// When it is cancelled the program is asked to end, with all that it started, and ended if it does not.
/// </summary>
internal static class ChildProcess
{
    /// <summary>How long a program may take to end itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Throws <see cref="IOException"/> where the program cannot be run.</summary>
    public static Task<ExitStatus> RunAsync(ChildProcessStart start, Func<Stream, Task> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return OperatingSystem.IsWindows() ? RunOnWindowsAsync(start, read, cancellation) : RunOnUnixAsync(start, read, cancellation);
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<ExitStatus> RunOnUnixAsync(ChildProcessStart start, Func<Stream, Task> read, CancellationToken cancellation)
    {
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        await using var _ = output.ConfigureAwait(false);
        using var process = UnixProcess.Start(start, output.ClientSafePipeHandle);
        output.DisposeLocalCopyOfClientHandle();
        // What the program left running may hold the stream open; the peer waits for that as well, until it is interrupted.
        var reading = read(output);
        var done = Task.WhenAll(process.Exited, reading);
        try
        {
            await done.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process, done).ConfigureAwait(false);
            throw;
        }
        return await process.Exited.ConfigureAwait(false);
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task EndAsync(UnixProcess process, Task done)
    {
        process.Signal(UnixProcess.Terminate);
        await Task.WhenAny(done, Task.Delay(Grace)).ConfigureAwait(false);
        if (!done.IsCompleted) process.Signal(UnixProcess.Kill);
        await process.Exited.ConfigureAwait(false);
    }

    /// <summary>Two streams, read in turn as they come: Windows' pipes are not shared here.</summary>
    private static async Task<ExitStatus> RunOnWindowsAsync(ChildProcessStart start, Func<Stream, Task> read, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo(start.Program) { WorkingDirectory = start.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in start.Words.Skip(1)) info.ArgumentList.Add(word);
        info.Environment.Clear();
        foreach (var (name, value) in start.Variables) info.Environment[name] = value;
        using var process = StartOnWindows(info);
        process.StandardInput.Close();
        try
        {
            await Task.WhenAll(read(process.StandardOutput.BaseStream), read(process.StandardError.BaseStream), process.WaitForExitAsync(cancellation)).WaitAsync(cancellation).ConfigureAwait(false);
            return new ExitStatus(process.ExitCode, 0);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process StartOnWindows(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info) ?? throw new IOException($"the program \"{info.FileName}\" did not start");
        }
        catch (Win32Exception e)
        {
            throw new IOException($"the program \"{info.FileName}\" cannot be run: {e.Message}", e);
        }
    }
}
