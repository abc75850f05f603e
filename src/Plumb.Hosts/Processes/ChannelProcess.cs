using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>
/// A program that is spoken with over its standard input and output, such as ssh or sudo. What it says on its standard error is kept in
/// part. It is ended, with all that it started, when it is disposed of.
/// </summary>
internal sealed class ChannelProcess : IAsyncDisposable
{
    private const int KeptErrors = 16 * 1024;
    private const int KillSignal = 9;
    private static readonly TimeSpan _endPatience = TimeSpan.FromSeconds(3);
    private const int TerminateSignal = 15;

    private readonly Socket _channel;
    private readonly Stream _errors;
    private readonly Action<string>? _errorText;
    private readonly IDisposable? _owned;
    private readonly StringBuilder _kept = new();
    private readonly Task _readingErrors;
    private readonly Lock _gate = new();
    private int? _exitCode;

    private ChannelProcess(int id, Socket channel, Stream errors, Action<string>? errorText, IDisposable? owned)
    {
        (Id, _channel, _errors, _errorText, _owned) = (id, channel, errors, errorText, owned);
        Stream = new NetworkStream(channel, ownsSocket: true);
        _readingErrors = Task.Run(ReadErrorsAsync);
    }

    public int Id { get; }

    /// <summary>Its input and output.</summary>
    public Stream Stream { get; }

    /// <summary>The end of what it said on its standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_kept) return _kept.ToString().Trim();
        }
    }

    /// <summary>Starts a program. One that cannot be started is a <see cref="Operations.Hosts.HostException"/>.</summary>
    /// <param name="request">What to start; its descriptors are set here.</param>
    /// <param name="errorText">Receives what it says on its standard error as it comes.</param>
    /// <param name="terminal">The terminal that its standard error is to be, or null for none.</param>
    /// <param name="owned">What goes when the process does.</param>
    public static ChannelProcess Start(SpawnRequest request, Action<string>? errorText = null, PseudoTerminal? terminal = null, IDisposable? owned = null)
    {
        using var channel = new OwnedPair(SocketPair.Open());
        using var errors = new OwnedPair(SocketPair.Open());
        var spawn = request with
        {
            Input = channel.Pair.Far,
            Output = channel.Pair.Far,
            Error = terminal is null ? errors.Pair.Far : null,
            ErrorTerminal = terminal?.Path,
            Group = SpawnGroup.Session,
        };
        var (error, id) = ProcessStart.Run(spawn);
        if (error == 0) return new ChannelProcess(id, channel.TakeNear(), terminal?.Output ?? new NetworkStream(errors.TakeNear(), ownsSocket: true), errorText, owned);
        owned?.Dispose();
        throw SystemError.Of(error, request.Program);
    }

    /// <summary>Nothing more is sent.</summary>
    public void EndInput() => _channel.Shutdown(SocketShutdown.Send);

    /// <summary>Its exit code, or minus the number of the signal that ended it.</summary>
    public async ValueTask<int> WaitAsync(CancellationToken cancellation)
    {
        for (var pause = 1; ; pause = Math.Min(pause * 2, 50))
        {
            if (Reap() is { } code) return code;
            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Asks it to end.</summary>
    public void Terminate() => Signal(TerminateSignal);

    public async ValueTask DisposeAsync()
    {
        Signal(KillSignal);
        await Stream.DisposeAsync().ConfigureAwait(false);
        // sudo belongs to another user, whom this one cannot kill; it ends because its input does.
        using var limit = new CancellationTokenSource(_endPatience);
        await Task.WhenAny(WaitAsync(limit.Token).AsTask()).ConfigureAwait(false);
        // Something that it started may hold its standard error open.
        await Task.WhenAny(_readingErrors, Task.Delay(200)).ConfigureAwait(false);
        await _errors.DisposeAsync().ConfigureAwait(false);
        _owned?.Dispose();
    }

    /// <summary>Waits a moment for the last words on standard error.</summary>
    public async ValueTask<string> LastErrorsAsync()
    {
        await Task.WhenAny(_readingErrors, Task.Delay(1000)).ConfigureAwait(false);
        return Errors;
    }

    private void Signal(int signal)
    {
        lock (_gate)
        {
            if (_exitCode is null) _ = ProcessCalls.Kill(-Id, signal);
        }
    }

    private int? Reap()
    {
        lock (_gate)
        {
            if (_exitCode is not null) return _exitCode;
            var result = ProcessCalls.WaitPid(Id, out var status, ProcessCalls.NoHang);
            if (result == 0 || (result < 0 && Marshal.GetLastPInvokeError() == SystemError.Interrupted)) return null;
            _exitCode = result < 0 ? -1 : (status & 0x7f) == 0 ? (status >> 8) & 0xff : -(status & 0x7f);
            return _exitCode;
        }
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new byte[4096];
        var decoder = Encoding.UTF8.GetDecoder();
        var text = new char[buffer.Length + 1];
        try
        {
            while (await _errors.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var read)
            {
                var length = decoder.GetChars(buffer.AsSpan(0, read), text, flush: false);
                lock (_kept)
                {
                    _kept.Append(text, 0, length);
                    if (_kept.Length > KeptErrors) _kept.Remove(0, _kept.Length - KeptErrors);
                }
                _errorText?.Invoke(new string(text, 0, length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or Operations.Hosts.HostException)
        {
            // A terminal ends so, and so does a process that is killed.
        }
    }

    /// <summary>Closes what was not taken over.</summary>
    private sealed class OwnedPair(SocketPair pair) : IDisposable
    {
        private bool _taken;

        public SocketPair Pair => pair;

        public Socket TakeNear()
        {
            _taken = true;
            return pair.Near;
        }

        public void Dispose()
        {
            pair.Far.Dispose();
            if (!_taken) pair.Near.Dispose();
        }
    }
}
