using System.Collections.Concurrent;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Calling;

/// <summary>The near end of a connection to an executor. Requests are answered in the order in which they were sent.</summary>
internal sealed class ExecutorSession : IAsyncDisposable
{
    /// <summary>How long an operation may take to end once it is cancelled, before the connection is given up.</summary>
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(10);

    private readonly MessageStream _messages;
    private readonly ConcurrentDictionary<uint, PendingRequest> _pending = new();
    private readonly ConcurrentDictionary<uint, TaskCompletionSource> _pings = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _reading;
    private uint _last;
    private string? _lost;

    public ExecutorSession(Stream input, Stream output)
    {
        _messages = new MessageStream(input, output);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Whether nothing can be asked any more.</summary>
    public bool IsLost => _lost is not null;

    /// <summary>Runs one operation there. A connection that breaks is a <see cref="SessionLostException"/>.</summary>
    public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _last);
        var pending = new PendingRequest(number, request, events, _messages);
        await using var _ = pending.ConfigureAwait(false);
        _pending[number] = pending;
        try
        {
            await SendAsync(MessageKind.Request, number, RequestCodec.Write(request, Limits.Enclosed), cancellation).ConfigureAwait(false);
            return await WaitAsync(pending, number, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _pending.TryRemove(number, out var _);
        }
    }

    /// <summary>Returns when the executor has answered.</summary>
    public async ValueTask PingAsync(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _last);
        var answered = _pings[number] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await SendAsync(MessageKind.Ping, number, ReadOnlyMemory<byte>.Empty, cancellation).ConfigureAwait(false);
            await answered.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _pings.TryRemove(number, out var _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _messages.Dispose();
        _closed.Dispose();
    }

    private async ValueTask<OperationResult> WaitAsync(PendingRequest pending, uint number, CancellationToken cancellation)
    {
        try
        {
            return await pending.Result.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await SendAsync(MessageKind.Cancel, number, ReadOnlyMemory<byte>.Empty, CancellationToken.None).ConfigureAwait(false);
            await Task.WhenAny(pending.Result, Task.Delay(CancelGrace, CancellationToken.None)).ConfigureAwait(false);
            if (!pending.Result.IsCompleted) Lose("the operation did not end when it was cancelled");
            throw;
        }
    }

    private async ValueTask SendAsync(MessageKind kind, uint number, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (_lost is { } lost) throw new SessionLostException(lost);
        try
        {
            await _messages.WriteAsync(kind, number, body, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            // The reader may still find an answer, or a better reason.
            await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(1), cancellation)).ConfigureAwait(false);
            throw new SessionLostException(_lost ?? e.Message);
        }
        catch (ProtocolException e)
        {
            throw new SessionLostException(e.Message);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _messages.ReadAsync(_closed.Token).ConfigureAwait(false) is { } message) await TakeAsync(message).ConfigureAwait(false);
            Lose("the connection was closed");
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            Lose("the connection was ended");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Lose(e.Message);
        }
        catch (ProtocolException e)
        {
            Lose($"the executor does not speak as it should: {e.Message}");
        }
    }

    private async ValueTask TakeAsync(Message message)
    {
        if (message.Kind == MessageKind.Ping)
        {
            if (_pings.TryGetValue(message.Request, out var ping)) ping.TrySetResult();
            return;
        }
        // Of a request that was given up something may still be on its way.
        if (_pending.TryGetValue(message.Request, out var pending)) await pending.TakeAsync(message, _closed.Token).ConfigureAwait(false);
        else if (message.Request == 0 || message.Request > Volatile.Read(ref _last)) throw new ProtocolException("it answers what was not asked");
    }

    private void Lose(string why)
    {
        _lost ??= why;
        foreach (var pending in _pending.Values) pending.Fail(new SessionLostException(_lost));
        foreach (var ping in _pings.Values) ping.TrySetException(new SessionLostException(_lost));
    }
}
