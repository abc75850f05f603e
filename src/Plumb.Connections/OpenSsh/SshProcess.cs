using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>One run of ssh. It ends with its owner.</summary>
internal sealed class SshProcess : IAsyncDisposable
{
    private const int KeptErrors = 4000;

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task _readingErrors;

    private SshProcess(Process process, Action<string>? errorLine)
    {
        _process = process;
        _readingErrors = ReadErrorsAsync(errorLine);
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The beginning of what was written to standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString().Trim();
        }
    }

    /// <summary>Throws <see cref="ProvisioningException"/> where the program is not there.</summary>
    public static SshProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, string folder, Action<string>? errorLine = null)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in variables) start.Environment[name] = value;
        try
        {
            return new SshProcess(Process.Start(start) ?? throw new ProvisioningException($"The program \"{program}\" did not start."), errorLine);
        }
        catch (Win32Exception e)
        {
            throw new ProvisioningException($"The program \"{program}\" of OpenSSH is needed to reach a host and cannot be run: {e.Message}.", e);
        }
    }

    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        await _readingErrors.WaitAsync(cancellation).ConfigureAwait(false);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        _process.Dispose();
    }

    private async Task ReadErrorsAsync(Action<string>? line)
    {
        while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } text)
        {
            lock (_errors)
            {
                if (_errors.Length < KeptErrors) _errors.AppendLine(text);
            }
            line?.Invoke(text);
        }
    }
}
