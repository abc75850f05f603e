using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Plumb.Operations.Data;

namespace Plumb.Hosts.Protocol;

/// <summary>
/// Reads what <see cref="MessageWriter"/> writes, from a side that is not trusted: nothing is allocated for a length that the message
/// cannot hold, and nesting is bounded. Every fault is a <see cref="ProtocolException"/>.
/// </summary>
internal ref struct MessageReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = bytes;
    private int _depth;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new ProtocolException("a flag is neither set nor unset"),
    };

    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
        throw new ProtocolException("a number is too long");
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text() => OptionalText() ?? throw new ProtocolException("a text is missing");

    public string? OptionalText()
    {
        var head = Number();
        switch (head & 3)
        {
            case 0:
                return Utf8(Take(head >> 2));
            case 1:
                if (head >> 2 > (ulong)_left.Length / 2) throw Truncated();
                return new string(MemoryMarshal.Cast<byte, char>(Take((head >> 2) * 2)));
            case 2:
                return null;
            default:
                throw new ProtocolException("a text is of no known kind");
        }
    }

    /// <summary>The number of items; each takes at least one byte.</summary>
    public int Count()
    {
        var count = Number();
        return count <= (ulong)_left.Length ? (int)count : throw Truncated();
    }

    /// <summary>So many bytes as they are.</summary>
    public byte[] Raw(long length) => Take(length < 0 ? ulong.MaxValue : (ulong)length).ToArray();

    public ReadOnlySpan<byte> Rest() => Take((ulong)_left.Length);

    /// <summary>A message that holds more than it should is as wrong as one that holds less.</summary>
    public readonly void End()
    {
        if (!_left.IsEmpty) throw new ProtocolException("a message is longer than what it says");
    }

    public DataValue Data() => Byte() switch
    {
        DataTag.Null => DataValue.Null,
        DataTag.False => DataValue.Of(false),
        DataTag.True => DataValue.Of(true),
        DataTag.Integer => DataValue.Of(Signed()),
        DataTag.Float => DataValue.Of(BinaryPrimitives.ReadDoubleLittleEndian(Take(8))),
        DataTag.Text => DataValue.Of(Text()),
        DataTag.List => List(),
        DataTag.Map => Map(),
        _ => throw new ProtocolException("a value is of no known kind"),
    };

    public MapData Map()
    {
        Deepen();
        var entries = new List<KeyValuePair<string, DataValue>>();
        for (var count = Count(); count > 0; count--) entries.Add(KeyValuePair.Create(Text(), Data()));
        _depth--;
        return entries.Count == 0 ? MapData.Empty : new MapData(entries);
    }

    private ListData List()
    {
        Deepen();
        var items = new List<DataValue>();
        for (var count = Count(); count > 0; count--) items.Add(Data());
        _depth--;
        return new ListData(items);
    }

    private void Deepen()
    {
        if (++_depth > Limits.Depth) throw new ProtocolException("values are nested too deeply");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_left.Length) throw Truncated();
        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }

    private static string Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ProtocolException("a text is not UTF-8");
        }
    }

    private static ProtocolException Truncated() => new("a message is cut off");
}
