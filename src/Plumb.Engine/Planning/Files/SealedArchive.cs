using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Engine.Planning.Files;

/// <summary>
/// An archive whose last entry is a SHA-256 over the names and contents of all others in their order. It finds damage
/// and careless editing; it is no signature.
/// </summary>
internal static class SealedArchive
{
    private const string SealName = "seal";
    private const int MaximumEntries = 100_000;

    /// <summary>Of all entries together, unpacked.</summary>
    private const long MaximumSize = 1L << 30;

    public static void Write(ZipArchive archive, IEnumerable<PlanFileEntry> entries, DateTimeOffset time)
    {
        using var seal = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
        {
            Add(seal, entry.Name, entry.Content.Span);
            WriteEntry(archive, entry.Name, entry.Content.Span, time);
        }
        WriteEntry(archive, SealName, seal.GetHashAndReset(), time);
    }

    /// <exception cref="InvalidDataException">Something is missing, doubled, changed or too large.</exception>
    public static Dictionary<string, byte[]> Read(ZipArchive archive)
    {
        if (archive.Entries.Count > MaximumEntries) throw new InvalidDataException("it has too many entries.");
        using var seal = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var entries = new Dictionary<string, byte[]>();
        byte[]? expected = null;
        var left = MaximumSize;
        foreach (var entry in archive.Entries)
        {
            if (expected is not null) throw new InvalidDataException("something follows its seal.");
            var content = ReadEntry(entry, left);
            left -= content.Length;
            if (entry.FullName == SealName)
            {
                expected = content;
                continue;
            }
            if (!entries.TryAdd(entry.FullName, content)) throw new InvalidDataException($"it has {entry.FullName} twice.");
            Add(seal, entry.FullName, content);
        }
        return expected is not null && seal.GetHashAndReset().AsSpan().SequenceEqual(expected) ? entries : throw new InvalidDataException("its seal does not fit its content.");
    }

    private static void Add(IncrementalHash seal, string name, ReadOnlySpan<byte> content)
    {
        Span<byte> lengths = stackalloc byte[16];
        var nameBytes = Encoding.UTF8.GetBytes(name);
        BinaryPrimitives.WriteInt64LittleEndian(lengths, nameBytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(lengths[8..], content.Length);
        seal.AppendData(lengths);
        seal.AppendData(nameBytes);
        seal.AppendData(content);
    }

    private static void WriteEntry(ZipArchive archive, string name, ReadOnlySpan<byte> content, DateTimeOffset time)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        // The format begins in 1980; equal plans are equal files.
        entry.LastWriteTime = time.Year is >= 1980 and <= 2107 ? time : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    /// <summary>What the entry says of its length is not believed.</summary>
    private static byte[] ReadEntry(ZipArchiveEntry entry, long limit)
    {
        if (entry.Length > limit) throw new InvalidDataException("it is too large.");
        using var stream = entry.Open();
        using var content = new MemoryStream((int)entry.Length);
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (content.Length + read > limit) throw new InvalidDataException("it is too large.");
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }
}
