using System.Security.Cryptography;

namespace Plumb.Providers.Builtin;

/// <summary>New random UUIDs. Randomness is drawn for many at a time, as drawing it is a call of the system.</summary>
internal sealed class UuidSource
{
    private const int Size = 16;

    private readonly Lock _gate = new();
    private readonly byte[] _drawn = new byte[256 * Size];
    private int _used = 256 * Size;

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[Size];
        lock (_gate)
        {
            if (_used == _drawn.Length)
            {
                RandomNumberGenerator.Fill(_drawn);
                _used = 0;
            }
            _drawn.AsSpan(_used, Size).CopyTo(bytes);
            _used += Size;
        }
        // Version 4, variant 1 of RFC 9562.
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
