using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Plumb.Providers.Programs;

/// <summary>What a program left when it ended.</summary>
internal sealed record ProgramOutcome(int ExitCode, byte[] Output, string Errors);

/// <summary>Runs a program to its end with a text to read, and keeps what it writes. It is ended, with what it started, when the call is cancelled.</summary>
internal static class ProgramRun
{
    /// <summary>A program that writes more than this is taken to have gone wrong.</summary>
    private const int MaxOutput = 256 << 20;

    /// <summary>Fails with an <see cref="IOException"/> where the program cannot be started, or writes without end.</summary>
    public static async Task<ProgramOutcome> RunAsync(string path, IEnumerable<string> arguments, string? directory, string? input, CancellationToken cancellation)
    {
        using var process = Start(path, arguments, directory);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, cancellation);
            var errors = ReadAsync(process.StandardError.BaseStream, cancellation);
            await WriteAsync(process.StandardInput.BaseStream, input, cancellation).ConfigureAwait(false);
            var (written, complained) = (await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new ProgramOutcome(process.ExitCode, written, Encoding.UTF8.GetString(complained));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string path, IEnumerable<string> arguments, string? directory)
    {
        // A relative program is one of the directory that it is to run in.
        var folder = Path.GetFullPath(string.IsNullOrEmpty(directory) ? "." : directory);
        var start = new ProcessStartInfo(Path.GetFullPath(path, folder))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"the working directory {folder} does not exist");
        try
        {
            return Process.Start(start) ?? throw new IOException("the program did not start");
        }
        catch (Win32Exception e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static async Task WriteAsync(Stream stream, string? input, CancellationToken cancellation)
    {
        try
        {
            await using (stream.ConfigureAwait(false))
                await stream.WriteAsync(Encoding.UTF8.GetBytes(input ?? ""), cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A program need not read what it is given.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16384];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxOutput) throw new IOException($"the program has written more than {MaxOutput >> 20} MiB");
        }
        return bytes.ToArray();
    }
}
