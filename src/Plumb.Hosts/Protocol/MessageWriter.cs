using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Plumb.Operations.Data;

namespace Plumb.Hosts.Protocol;

/// <summary>Writes the values that messages are made of. Numbers take as many bytes as they need, seven bits each.</summary>
internal sealed class MessageWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    public void Signed(long value) => Number((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>Text is UTF-8; what is none, such as names of files with stray bytes, goes as it is in memory.</summary>
    public void Text(string text)
    {
        if (HasLoneSurrogate(text))
        {
            Number(((ulong)text.Length << 2) | 1);
            foreach (var unit in text) Unit(unit);
            return;
        }
        var size = Encoding.UTF8.GetByteCount(text);
        Number((ulong)size << 2);
        Encoding.UTF8.GetBytes(text, _buffer.GetSpan(size));
        _buffer.Advance(size);
    }

    public void OptionalText(string? text)
    {
        if (text is null) Number(2);
        else Text(text);
    }

    public void List<T>(IReadOnlyList<T> items, Action<T> write)
    {
        Number((ulong)items.Count);
        foreach (var item in items) write(item);
    }

    public void Data(DataValue value)
    {
        switch (value)
        {
            case NullData:
                Byte(DataTag.Null);
                break;
            case BooleanData boolean:
                Byte(boolean.Value ? DataTag.True : DataTag.False);
                break;
            case IntegerData integer:
                Byte(DataTag.Integer);
                Signed(integer.Value);
                break;
            case FloatData number:
                Byte(DataTag.Float);
                BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(8), number.Value);
                _buffer.Advance(8);
                break;
            case TextData text:
                Byte(DataTag.Text);
                Text(text.Value);
                break;
            case ListData list:
                Byte(DataTag.List);
                List(list.Items, Data);
                break;
            case MapData map:
                Byte(DataTag.Map);
                Map(map);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public void Map(MapData map) => List(map.Entries, e =>
    {
        Text(e.Key);
        Data(e.Value);
    });

    private void Unit(char unit)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), unit);
        _buffer.Advance(2);
    }

    private static bool HasLoneSurrogate(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var used) != OperationStatus.Done) return true;
            rest = rest[(at + used)..];
        }
        return false;
    }
}
