using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Plumb.Backends.Local.Journal;

internal enum JournalRecordKind : byte
{
    /// <summary>The state that the journal goes on from: its lineage as subject, its serial as text.</summary>
    Header = (byte)'H',

    /// <summary>What the run starts from where that is not what is stored: a whole state.</summary>
    Baseline = (byte)'S',

    /// <summary>Since when the machine runs: its boot's id. While that is the same, all that was written is there, flushed or not.</summary>
    Boot = (byte)'M',

    /// <summary>An address, and what is about to be done to it.</summary>
    Intent = (byte)'I',

    /// <summary>An address, and the deposed key or nothing: what was intended ahead is asked of the provider now.</summary>
    Begun = (byte)'B',

    /// <summary>An address, and its instance alone in a state; empty where nothing is left.</summary>
    Outcome = (byte)'O',
}

/// <summary>
/// One entry of a journal. On the medium: the length of what follows it (four bytes, little endian), the CRC-32C of the
/// rest (likewise), the kind, the subject up to a line end, the body.
/// </summary>
internal readonly record struct JournalRecord(JournalRecordKind Kind, string Subject, ReadOnlyMemory<byte> Body)
{
    private const int LengthSize = 4;
    private const int SumSize = 4;

    public byte[] ToBytes()
    {
        var subject = Encoding.UTF8.GetByteCount(Subject);
        var bytes = new byte[LengthSize + SumSize + 1 + subject + 1 + Body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - LengthSize);
        var content = bytes.AsSpan(LengthSize + SumSize);
        content[0] = (byte)Kind;
        Encoding.UTF8.GetBytes(Subject, content[1..]);
        content[1 + subject] = (byte)'\n';
        Body.Span.CopyTo(content[(2 + subject)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(LengthSize), Sum(content));
        return bytes;
    }

    /// <summary>The records up to the first that is not whole: the one that was being written when the end came.</summary>
    public static IEnumerable<JournalRecord> ReadAll(ReadOnlyMemory<byte> bytes)
    {
        while (TryRead(ref bytes, out var record)) yield return record;
    }

    private static bool TryRead(ref ReadOnlyMemory<byte> bytes, out JournalRecord record)
    {
        record = default;
        if (bytes.Length < LengthSize) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        if (length < SumSize + 2 || length > bytes.Length - LengthSize) return false;
        var content = bytes.Slice(LengthSize + SumSize, length - SumSize);
        var sum = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[LengthSize..]);
        var end = content.Span.IndexOf((byte)'\n');
        if (sum != Sum(content.Span) || end < 1) return false;
        record = new JournalRecord((JournalRecordKind)content.Span[0], Encoding.UTF8.GetString(content.Span[1..end]), content[(end + 1)..]);
        bytes = bytes[(LengthSize + length)..];
        return true;
    }

    private static uint Sum(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(content);
        foreach (var word in words) sum = BitOperations.Crc32C(sum, word);
        foreach (var rest in content[(words.Length * sizeof(ulong))..]) sum = BitOperations.Crc32C(sum, rest);
        return ~sum;
    }
}
