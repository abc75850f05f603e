namespace Plumb.Hosts.Network;

/// <summary>Reads lines and then bytes of the same stream.</summary>
internal sealed class BufferedInput(Stream stream) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>One line without its end; null at the end of the stream, and cut off at the limit.</summary>
    public async ValueTask<byte[]?> LineAsync(int limit, CancellationToken cancellation)
    {
        var line = new List<byte>();
        while (line.Count < limit)
        {
            if (_start == _end && !await FillAsync(cancellation).ConfigureAwait(false)) return null;
            var value = _buffer[_start++];
            if (value == '\n') return [.. line];
            line.Add(value);
        }
        return [.. line];
    }

    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellation)
    {
        if (_start == _end) return await stream.ReadAsync(target, cancellation).ConfigureAwait(false);
        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellation).ConfigureAwait(false);
        return _end > 0;
    }
}
