using System.Globalization;
using Plumb.Connections.Executors;
using Plumb.Hosts.Calling;
using Plumb.Hosts.Processes;
using Plumb.Operations.Connections;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Connections.Channels;

/// <summary>
/// A host on which an executor runs, over one channel. The channel is opened at the first request, and anew at the first one after it was lost:
/// what ran when that happened is unreachable, what comes later may find the host again.
/// </summary>
internal sealed class ExecutorConnection(IChannelOpener opener, IExecutorSource executors, ConnectionSettings settings) : IHostConnection
{
    /// <summary>A login may ask for a second factor, and a first upload takes its time.</summary>
    private static readonly TimeSpan _loginPatience = TimeSpan.FromSeconds(90);

    private readonly SemaphoreSlim _opening = new(1);
    private OpenChannel? _channel;

    public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        if (RawCommand.IsRaw(request) && _channel is not { Session.IsLost: false }) return await RawCommand.RunAsync(opener, request, events, cancellation).ConfigureAwait(false);
        var channel = await ChannelAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await channel.Session.RunAsync(request, events, cancellation).ConfigureAwait(false);
        }
        catch (SessionLostException e)
        {
            throw await channel.LostAsync(opener, e.Message).ConfigureAwait(false);
        }
    }

    /// <summary>Opens the channel if it is not, and returns when the executor has answered.</summary>
    public async ValueTask PingAsync(CancellationToken cancellation)
    {
        var channel = await ChannelAsync(cancellation).ConfigureAwait(false);
        try
        {
            await channel.Session.PingAsync(cancellation).ConfigureAwait(false);
        }
        catch (SessionLostException e)
        {
            throw await channel.LostAsync(opener, e.Message).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is not null) await _channel.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private async ValueTask<OpenChannel> ChannelAsync(CancellationToken cancellation)
    {
        if (_channel is { Session.IsLost: false } open) return open;
        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_channel is { Session.IsLost: false } meanwhile) return meanwhile;
            if (_channel is not null) await _channel.DisposeAsync().ConfigureAwait(false);
            _channel = null;
            return _channel = await OpenAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async ValueTask<OpenChannel> OpenAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await OpenOnceAsync(cancellation).ConfigureAwait(false);
            }
            catch (UnreachableException) when (attempt < settings.Retries)
            {
                // As the peer does: 1, 3, 7 … seconds, at most 30.
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, attempt + 1) - 1)), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<OpenChannel> OpenOnceAsync(CancellationToken cancellation)
    {
        if (executors.Binaries.Count == 0) throw new UnreachableException($"There is no executor to send: this program was built without one. Build it with ./build.sh, or name one with {EmbeddedExecutors.PathVariable}.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.Timeout + _loginPatience);
        ChannelProcess? process = null;
        try
        {
            process = await opener.OpenAsync(BootstrapScript.Text(executors.Binaries, settings.CacheFolder), limit.Token).ConfigureAwait(false);
            var session = await Bootstrap.RunAsync(process.Stream, executors.Binaries, limit.Token).ConfigureAwait(false);
            return new OpenChannel(process, session);
        }
        catch (HostException e)
        {
            throw opener.Unreachable(null, "", $"{e.Path} cannot be run: {e.Message}");
        }
        catch (SessionLostException e)
        {
            var lost = process is null ? opener.Unreachable(null, "", e.Message) : await OpenChannel.LostAsync(opener, process, e.Message, begun: false).ConfigureAwait(false);
            await DisposeAsync(process).ConfigureAwait(false);
            throw lost;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await DisposeAsync(process).ConfigureAwait(false);
            throw opener.Unreachable(null, process?.Errors ?? "", string.Create(CultureInfo.InvariantCulture, $"no executor began within {(settings.Timeout + _loginPatience).TotalSeconds:0} seconds"));
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync(process).ConfigureAwait(false);
            throw;
        }
    }

    private static ValueTask DisposeAsync(ChannelProcess? process) => process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed record OpenChannel(ChannelProcess Process, ExecutorSession Session) : IAsyncDisposable
    {
        public ValueTask<UnreachableException> LostAsync(IChannelOpener opener, string why) => LostAsync(opener, Process, why, begun: true);

        public static async ValueTask<UnreachableException> LostAsync(IChannelOpener opener, ChannelProcess process, string why, bool begun)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            int? code = null;
            try
            {
                code = await process.WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // It runs on, though the other end does not speak.
            }
            return opener.Unreachable(code, code is null ? process.Errors : await process.LastErrorsAsync().ConfigureAwait(false), why, begun);
        }

        /// <summary>The executor ends with its input; what does not is killed.</summary>
        public async ValueTask DisposeAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                if (!Session.IsLost) Process.EndInput();
                await Process.WaitAsync(Session.IsLost ? new CancellationToken(canceled: true) : limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or System.Net.Sockets.SocketException)
            {
                // It is killed below.
            }
            await Process.DisposeAsync().ConfigureAwait(false);
            await Session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
