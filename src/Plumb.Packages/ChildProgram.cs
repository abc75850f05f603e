using System.ComponentModel;
using System.Diagnostics;

namespace Plumb.Packages;

/// <summary>Runs a program to its end; it is ended with its children where the run is cancelled.</summary>
public sealed class ChildProgram(string name, IReadOnlyDictionary<string, string>? variables = null)
{
    private const int MaxMessage = 4000;

    public async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            Check(process, await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Gives what the program writes to whoever reads it.</summary>
    public async Task ReadAsync(IReadOnlyList<string> arguments, Func<Stream, Task> read, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            process.StandardInput.Close();
            await read(process.StandardOutput.BaseStream).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            Check(process, await errors.ConfigureAwait(false));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(name) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (variable, value) in variables ?? new Dictionary<string, string>()) start.Environment[variable] = value;
        try
        {
            return Process.Start(start) ?? throw new FetchException($"the program \"{name}\" did not start.");
        }
        catch (Win32Exception e)
        {
            throw new FetchException($"the program \"{name}\" is needed and cannot be run: {e.Message}", e);
        }
    }

    private void Check(Process process, string errors)
    {
        if (process.ExitCode == 0) return;
        var message = errors.Trim();
        if (message.Length > MaxMessage) message = message[^MaxMessage..];
        throw new FetchException($"{name} ended with code {process.ExitCode}: {message}");
    }
}
