using System.Buffers.Binary;
using System.Text;

namespace Plumb.Operations.Facts.TimeZones;

/// <summary>A time zone as <c>/etc/localtime</c> holds it (RFC 8536), with the abbreviations that .NET does not tell.</summary>
internal sealed class ZoneFile
{
    private const int HeaderLength = 44;

    private readonly List<(long At, ZonePeriod Period)> _changes = [];
    private ZonePeriod _first = ZonePeriod.Utc;
    private PosixZone? _after;

    private ZoneFile() { }

    public static ZoneFile Utc { get; } = new();

    /// <summary>Reads a zone; null where the bytes are none.</summary>
    public static ZoneFile? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var zone = new ZoneFile();
            if (!IsHeader(bytes)) return null;
            if (bytes[4] < (byte)'2')
            {
                zone.ReadBlock(bytes, 4);
                return zone;
            }
            // Version 1 comes first for old readers; what follows it has times of 64 bits.
            var second = bytes[BlockLength(bytes, 4)..];
            if (!IsHeader(second)) return null;
            zone.ReadBlock(second, 8);
            zone._after = PosixZone.Parse(Encoding.ASCII.GetString(second[BlockLength(second, 8)..]).Trim('\n'));
            return zone;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public ZonePeriod At(DateTimeOffset instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        if (_changes.Count == 0 || seconds >= _changes[^1].At) return _after?.At(instant) ?? (_changes.Count > 0 ? _changes[^1].Period : _first);
        var index = _changes.FindLastIndex(c => c.At <= seconds);
        return index < 0 ? _first : _changes[index].Period;
    }

    private static bool IsHeader(ReadOnlySpan<byte> bytes) => bytes.Length >= HeaderLength && bytes[..4].SequenceEqual("TZif"u8);

    private static int Count(ReadOnlySpan<byte> bytes, int index) => (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[(20 + (4 * index))..]);

    private static int BlockLength(ReadOnlySpan<byte> bytes, int timeSize)
    {
        var (utc, standard, leaps, times, types, letters) = Counts(bytes);
        return HeaderLength + (times * (timeSize + 1)) + (types * 6) + letters + (leaps * (timeSize + 4)) + standard + utc;
    }

    private static (int Utc, int Standard, int Leaps, int Times, int Types, int Letters) Counts(ReadOnlySpan<byte> bytes) =>
        (Count(bytes, 0), Count(bytes, 1), Count(bytes, 2), Count(bytes, 3), Count(bytes, 4), Count(bytes, 5));

    private void ReadBlock(ReadOnlySpan<byte> bytes, int timeSize)
    {
        var (_, _, _, times, types, letters) = Counts(bytes);
        var indexes = bytes[(HeaderLength + (times * timeSize))..];
        var records = indexes[times..];
        var names = records.Slice(types * 6, letters);
        var periods = new List<ZonePeriod>();
        for (var i = 0; i < types; i++)
        {
            var record = records[(i * 6)..];
            var name = names[record[5]..];
            var offset = TimeSpan.FromSeconds(BinaryPrimitives.ReadInt32BigEndian(record));
            periods.Add(new ZonePeriod(offset, record[4] != 0, Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)])));
        }
        if (periods.Count > 0) _first = periods.Find(p => !p.IsSummer) ?? periods[0];
        for (var i = 0; i < times; i++)
        {
            var time = bytes[(HeaderLength + (i * timeSize))..];
            _changes.Add((timeSize == 8 ? BinaryPrimitives.ReadInt64BigEndian(time) : BinaryPrimitives.ReadInt32BigEndian(time), periods[indexes[i]]));
        }
    }
}
