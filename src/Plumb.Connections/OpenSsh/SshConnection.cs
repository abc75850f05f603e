using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>
/// A connection to a host through the OpenSSH of this machine. One ssh makes the connection and stays; those that run
/// commands go through it, so that logging in happens once.
/// </summary>
internal sealed class SshConnection : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly SshSettings _settings;
    private readonly ProvisionerEnvironment _environment;
    private readonly SshFolder _folder;
    private readonly Dictionary<string, string> _variables;
    private SshProcess? _master;
    private ProxyRelay? _relay;

    private SshConnection(SshSettings settings, ProvisionerEnvironment environment)
    {
        (_settings, _environment) = (settings, environment);
        _folder = SshFolder.Create(environment.Variables.GetValueOrDefault("XDG_RUNTIME_DIR"));
        _variables = new Dictionary<string, string>(environment.Variables, StringComparer.Ordinal);
    }

    public SshSettings Settings => _settings;

    /// <summary>Tries until it succeeds or the time that the block allows is over: a machine that was just made may not be ready. Progress goes to the callback.</summary>
    public static async Task<SshConnection> OpenAsync(SshSettings settings, ProvisionerEnvironment environment, Action<string>? output, CancellationToken cancellation)
    {
        var connection = new SshConnection(settings, environment);
        var isOpen = false;
        try
        {
            await connection.ConnectAsync(output, cancellation).ConfigureAwait(false);
            isOpen = true;
            return connection;
        }
        finally
        {
            if (!isOpen) await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts a command on the host.</summary>
    /// <param name="withTerminal">Programs that ask for a terminal get one, and end when the connection does.</param>
    public SshProcess Start(string command, bool withTerminal) =>
        Ssh([.. withTerminal ? (string[])["-tt"] : ["-T"], "-o", "ControlMaster=no", SshConfigText.Target, command], withTerminal ? "xterm" : null);

    /// <summary>Runs a command whose output only matters when it fails.</summary>
    public async Task RunAsync(string command, string purpose, CancellationToken cancellation)
    {
        var process = Start(command, withTerminal: false);
        await using var _ = process.ConfigureAwait(false);
        process.Input.Close();
        var output = new StreamReader(process.Output, Encoding.UTF8).ReadToEndAsync(cancellation);
        var code = await process.WaitAsync(cancellation).ConfigureAwait(false);
        if (code == 0) return;
        var said = string.Join('\n', new[] { (await output.ConfigureAwait(false)).Trim(), process.Errors }.Where(t => t.Length > 0));
        throw new ProvisioningException(string.Create(CultureInfo.InvariantCulture, $"To {purpose} on {_settings.Target.Host} failed with exit status {code}: {said}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_master is not null) await _master.DisposeAsync().ConfigureAwait(false);
        if (_relay is not null) await _relay.DisposeAsync().ConfigureAwait(false);
        _folder.Dispose();
    }

    private async Task ConnectAsync(Action<string>? output, CancellationToken cancellation)
    {
        var keys = new SshKeyFiles(_folder) { AgentKey = await AgentKeys.FindAsync(_settings, _folder, _variables, cancellation).ConfigureAwait(false) };
        await PrivateKeyCheck.CheckAsync(_settings, keys, _variables, _folder, cancellation).ConfigureAwait(false);
        if (_settings.Target.Password is { } password)
        {
            foreach (var (name, value) in AskPass.Variables(_folder, _environment.AskPassProgram, keys.Password(SshConfigText.Target, password))) _variables[name] = value;
        }
        else if (_settings.Bastion?.Password is { } other)
        {
            foreach (var (name, value) in AskPass.Variables(_folder, _environment.AskPassProgram, keys.Password(SshConfigText.Bastion, other))) _variables[name] = value;
        }
        var first = _settings.Bastion ?? _settings.Target;
        if (_settings.Proxy is { } proxy) _relay = ProxyRelay.Start(proxy, first.Host, first.Port);
        await RetryAsync(new SshConfigText(_settings, _folder, keys), output, cancellation).ConfigureAwait(false);
    }

    private async Task RetryAsync(SshConfigText config, Action<string>? output, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_settings.Timeout, _environment.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var hasBoth = _settings.UsesAgent && (_settings.Target.PrivateKey ?? _settings.Bastion?.PrivateKey) is not null;
        string? last = null;
        var pause = FirstPause;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                output?.Invoke(ConnectionNotice.Write(_settings));
                _folder.Write("config", config.Write(_relay?.Port, withAgent: hasBoth && attempt % 2 == 1));
                last = await TryConnectAsync(either.Token).ConfigureAwait(false);
                if (last is null)
                {
                    output?.Invoke("Connected!");
                    return;
                }
                if (IsFinal(last)) throw new ProvisioningException($"The connection to {_settings.Target} cannot be made: {last}");
                // A key that was refused leaves the agent's keys to try, without delay.
                if (hasBoth && attempt == 0 && last.Contains("Permission denied", StringComparison.Ordinal)) continue;
                await Task.Delay(pause, _environment.Time, either.Token).ConfigureAwait(false);
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new ProvisioningException(string.Create(CultureInfo.InvariantCulture, $"The connection to {_settings.Target} could not be made within {_settings.Timeout.TotalSeconds:0.#} seconds. The last attempt: {last ?? "no answer"}"));
            }
        }
    }

    /// <summary>Null where the connection stands, else why it does not. ssh runs a local command of ours when it does.</summary>
    private async Task<string?> TryConnectAsync(CancellationToken cancellation)
    {
        var sharing = OperatingSystem.IsWindows() ? ["-n", SshConfigText.Target, "echo ready"]
            : (string[])["-M", "-N", "-o", "PermitLocalCommand=yes", "-o", "LocalCommand=echo ready", SshConfigText.Target];
        var process = Ssh(["-T", .. sharing], null);
        var stands = false;
        try
        {
            process.Input.Close();
            var answer = new byte[5];
            stands = await process.Output.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) == answer.Length;
            if (stands) return null;
            var code = await process.WaitAsync(cancellation).ConfigureAwait(false);
            return process.Errors is { Length: > 0 } said ? said : _relay?.LastFailure ?? string.Create(CultureInfo.InvariantCulture, $"ssh ended with exit status {code}");
        }
        finally
        {
            if (stands && !OperatingSystem.IsWindows()) _master = process;
            else await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A server with another key than the one that was promised does not become the right one by waiting.</summary>
    private static bool IsFinal(string failure) => failure.Contains("Host key verification failed", StringComparison.Ordinal) || failure.Contains("Bad configuration option", StringComparison.Ordinal);

    private SshProcess Ssh(IEnumerable<string> arguments, string? terminal)
    {
        var variables = terminal is null ? _variables : new Dictionary<string, string>(_variables, StringComparer.Ordinal) { ["TERM"] = terminal };
        return SshProcess.Start("ssh", ["-F", _folder.ConfigPath, .. arguments], variables, _environment.WorkingDirectory);
    }

    /// <summary>A path for a script that nobody else uses.</summary>
    public string NewScriptPath() =>
        _settings.ScriptPath.Replace("%RAND%", RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
