using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Client;

/// <summary>
/// One child process of a provider's program, from its start to its end. The owner disposes it: it is asked to end, and
/// killed where it does not.
/// </summary>
internal sealed class PluginProcess : IAsyncDisposable
{
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PatienceForTheEnd = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly PluginProgramFile _program;
    private readonly PluginClientOptions _options;
    private readonly LastWords _lastWords = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private readonly string? _socketDirectory;
    private PluginConnection? _connection;

    private PluginProcess(Process process, PluginProgramFile program, PluginClientOptions options, string? socketDirectory)
    {
        (_process, _program, _options, _socketDirectory) = (process, program, options, socketDirectory);
        process.StandardInput.Close();
        _reading = Task.WhenAll(ReadOutputAsync(), BoundedLines.ReadAsync(process.StandardError.BaseStream, TakeErrorLine));
    }

    /// <summary>Only this user can connect to it.</summary>
    private bool IsPrivate { get; set; }

    public PluginConnection Connection => _connection ?? throw new InvalidOperationException("The plugin is not connected yet.");

    /// <exception cref="PluginException">It does not start, or what starts is not a plugin of a version that is spoken.</exception>
    public static async Task<PluginProcess> StartAsync(PluginProgramFile program, PluginClientOptions options, CancellationToken cancellation)
    {
        var secure = options.Tls == PluginTls.Always || (options.Tls == PluginTls.WhereNeeded && OperatingSystem.IsWindows());
        var plugin = await StartAsync(program, options, secure, cancellation).ConfigureAwait(false);
        if (secure || options.Tls == PluginTls.Never || plugin.IsPrivate) return plugin;
        await plugin.DisposeAsync().ConfigureAwait(false);
        return await StartAsync(program, options, secure: true, cancellation).ConfigureAwait(false);
    }

    private static async Task<PluginProcess> StartAsync(PluginProgramFile program, PluginClientOptions options, bool secure, CancellationToken cancellation)
    {
        var certificate = secure ? PluginCertificate.Create(options.Time) : null;
        var socketDirectory = OperatingSystem.IsWindows() ? null : Directory.CreateTempSubdirectory("plumb-plugin-").FullName;
        var process = new Process { StartInfo = StartInfo(program, options, certificate, socketDirectory) };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            process.Dispose();
            certificate?.Dispose();
            Remove(socketDirectory);
            throw new PluginException(PluginFaults.CannotStart, $"The program of the provider {program.Name}, {program.Path}, cannot be started: {e.Message}.", e);
        }
        var plugin = new PluginProcess(process, program, options, socketDirectory);
        try
        {
            var line = await plugin.HandshakeAsync(cancellation).ConfigureAwait(false);
            plugin.IsPrivate = line.Network == "unix" && plugin.IsPrivateSocket(line.Address);
            plugin._connection = new PluginConnection(program, line, certificate, plugin);
            _ = plugin._connection.ForwardOutputAsync(options.Log);
            return plugin;
        }
        catch (Exception)
        {
            if (plugin._connection is null) certificate?.Dispose();
            await plugin.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Why calls fail, if the process is gone; null where it runs.</summary>
    public async ValueTask<string?> DescribeEndAsync()
    {
        // A broken connection is often seen before the end of the process that broke it.
        if (!await HasExitedWithinAsync(PatienceForTheEnd).ConfigureAwait(false)) return null;
        await Task.WhenAny(_reading, Task.Delay(PatienceForTheEnd)).ConfigureAwait(false);
        return Ending();
    }

    /// <summary>The same for a caller that cannot wait otherwise.</summary>
    public string? DescribeEnd()
    {
        if (!_process.WaitForExit(PatienceForTheEnd)) return null;
        ((IAsyncResult)_reading).AsyncWaitHandle.WaitOne(PatienceForTheEnd);
        return Ending();
    }

    private string Ending()
    {
        var how = _process.ExitCode > 128
            ? string.Create(CultureInfo.InvariantCulture, $"was ended by signal {_process.ExitCode - 128}")
            : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {_process.ExitCode}");
        var words = _lastWords.Text;
        return words.Length == 0 ? $"{how} without a word" : $"{how}. Its last words:\n\n{words}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            if (!_process.HasExited) await _connection.ShutdownAsync(PatienceAtTheEnd).ConfigureAwait(false);
            _connection.Dispose();
        }
        if (_connection is null || !await HasExitedWithinAsync(PatienceAtTheEnd).ConfigureAwait(false)) Kill();
        await Task.WhenAny(_reading, Task.Delay(PatienceAtTheEnd)).ConfigureAwait(false);
        _process.Dispose();
        Remove(_socketDirectory);
    }

    private static ProcessStartInfo StartInfo(PluginProgramFile program, PluginClientOptions options, X509Certificate2? certificate, string? socketDirectory)
    {
        var start = new ProcessStartInfo(program.Path) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        start.Environment[Handshake.CookieVariable] = Handshake.CookieValue;
        start.Environment[Handshake.VersionsVariable] = "5,6";
        start.Environment[Handshake.MinimumPortVariable] = "10000";
        start.Environment[Handshake.MaximumPortVariable] = "25000";
        if (socketDirectory is not null) start.Environment[Handshake.SocketDirectoryVariable] = socketDirectory;
        if (certificate is not null) start.Environment[Handshake.ClientCertificateVariable] = certificate.ExportCertificatePem();
        return start;
    }

    private async Task<HandshakeLine> HandshakeAsync(CancellationToken cancellation)
    {
        string text;
        try
        {
            text = await _firstLine.Task.WaitAsync(_options.StartTimeout, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new PluginException(PluginFaults.NoHandshake, $"The program of the provider {_program.Name}, {_program.Path}, was started and said nothing for {_options.StartTimeout.TotalSeconds:0} seconds, so it was ended.");
        }
        if (text.Length == 0 && await DescribeEndAsync().ConfigureAwait(false) is { } end)
            throw new PluginException(PluginFaults.NoHandshake, $"The program of the provider {_program.Name}, {_program.Path}, {end}\n\nA program that is made for another kind of machine, or that is not a provider at all, does so.");
        if (!HandshakeLine.TryParse(text, out var line, out var fault))
            throw new PluginException(PluginFaults.NoHandshake, $"The program of the provider {_program.Name}, {_program.Path}, began with a line that is not a plugin's introduction: {fault}.\n\n  {Shortened(text)}");
        if (line.ProtocolVersion is not (5 or 6))
            throw new PluginException(PluginFaults.NoHandshake, string.Create(CultureInfo.InvariantCulture, $"The provider {_program.Name} speaks version {line.ProtocolVersion} of the plugin protocol; versions 5 and 6 are understood. Another version of the provider may fit."));
        return line;
    }

    /// <summary>In the folder made for it, or, from plugins too old to know of that, at least not open to others.</summary>
    private bool IsPrivateSocket(string path)
    {
        if (OperatingSystem.IsWindows()) return false;
        const UnixFileMode others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        return Path.GetDirectoryName(path) == _socketDirectory || (File.Exists(path) && (File.GetUnixFileMode(path) & others) == 0);
    }

    private async Task ReadOutputAsync()
    {
        await BoundedLines.ReadAsync(_process.StandardOutput.BaseStream, line =>
        {
            if (!_firstLine.TrySetResult(line)) _options.Log.Write(PluginLogLevel.Debug, _program.LogName, line);
        }).ConfigureAwait(false);
        _firstLine.TrySetResult("");
    }

    private void TakeErrorLine(string text)
    {
        var line = PluginLogLine.Parse(text);
        if (!text.StartsWith('{') || line.Level == PluginLogLevel.Error) _lastWords.Add(line.Message);
        _options.Log.Write(line.Level, _program.LogName, line.Message);
    }

    private async Task<bool> HasExitedWithinAsync(TimeSpan time)
    {
        if (_process.HasExited) return true;
        using var patience = new CancellationTokenSource(time);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return _process.HasExited;
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            _options.Log.Write(PluginLogLevel.Warn, _program.LogName, $"cannot be killed: {e.Message}");
        }
    }

    private static string Shortened(string text) => text.Length > 200 ? text[..200] + "…" : text;

    private static void Remove(string? directory)
    {
        if (directory is not null && Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
    }
}
