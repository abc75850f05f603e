namespace Plumb.Hosts.Processes;

/// <summary>Keeps the first bytes of a stream and counts the rest.</summary>
internal sealed class BoundedCapture(int limit)
{
    private byte[] _kept = [];
    private int _length;

    public long Dropped { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, limit - _length);
        Dropped += bytes.Length - taken;
        if (taken == 0) return;
        if (_kept.Length < _length + taken) Array.Resize(ref _kept, (int)Math.Min(limit, Math.Max((long)_kept.Length * 2, _length + taken)));
        bytes[..taken].CopyTo(_kept.AsSpan(_length));
        _length += taken;
    }

    public byte[] ToArray() => _kept.Length == _length ? _kept : _kept[.._length];
}
