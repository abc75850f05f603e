using System.Text;
using Plumb.Engine.Functions.Encodings;
using Plumb.Engine.Functions.Encodings.Compression;

namespace Plumb.Providers.Archive;

/// <summary>
/// Writes zip archives (PKWARE's APPNOTE.TXT) whose bytes are those that the official provider writes: sizes follow the content,
/// files from disk are of 1 January 2049 (year 1, which the format cannot tell), other content of no date, and sizes
/// of 64 bits appear where smaller ones do not suffice.
/// </summary>
internal sealed class ZipArchive
{
    private const int LocalHeader = 0x04034B50;
    private const int DataDescriptor = 0x08074B50;
    private const int CentralHeader = 0x02014B50;
    private const int EndOfDirectory = 0x06054B50;
    private const int EndOfDirectory64 = 0x06064B50;
    private const int Locator64 = 0x07064B50;
    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort MadeOnUnix = 3 << 8;
    private const ushort SizesFollow = 1 << 3;
    private const ushort NameIsUtf8 = 1 << 11;
    private const ushort Deflated = 8;
    private const ushort YearOne = 0x8A21;
    private const ushort Extra64 = 1;
    private const uint RegularFile = 0x8000;
    private const uint ReadOnlyFile = 1;
    private const int OwnerMayWrite = 0x80;
    private const int Permissions = 0x1FF;

    private readonly BinaryWriter _output;
    private readonly List<Written> _directory = [];
    private long _length;

    private ZipArchive(BinaryWriter output) => _output = output;

    public static void Write(IEnumerable<ArchiveEntry> entries, Stream output)
    {
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        var archive = new ZipArchive(writer);
        foreach (var entry in entries) archive.Add(entry);
        archive.End();
    }

    private void Add(ArchiveEntry entry)
    {
        if (entry.Name.EndsWith('/'))
        {
            AddDirectory(entry);
            return;
        }
        using var compressed = new MemoryStream();
        DeflateCompressor.Compress(entry.Content, compressed, DeflateEffort.Zip, flushes: false);
        var written = new Written(entry, _length, Crc32.Of(entry.Content), compressed.Length) { Flags = SizesFollow, Method = Deflated };
        WriteLocalHeader(written);
        Put(compressed.ToArray());
        Put(DataDescriptor);
        Put(written.Checksum);
        Put((uint)compressed.Length);
        Put((uint)entry.Content.Length);
        _directory.Add(written);
    }

    /// <summary>A name that ends in a slash stands for a directory, which has no content.</summary>
    private void AddDirectory(ArchiveEntry entry)
    {
        if (entry.Content.Length > 0) throw new IOException($"\"{entry.Name}\" is the name of a directory, which can have no content");
        var written = new Written(entry, _length, 0, 0);
        WriteLocalHeader(written);
        _directory.Add(written);
    }

    private void WriteLocalHeader(Written written)
    {
        Put(LocalHeader);
        PutCommon(written);
        Put(0u);
        Put(0u);
        Put(0u);
        Put((ushort)written.Name.Length);
        Put((ushort)0);
        Put(written.Name);
    }

    private void PutCommon(Written written)
    {
        Put(Version);
        Put((ushort)(written.Flags | (NeedsUtf8(written.Entry.Name) ? NameIsUtf8 : 0)));
        Put(written.Method);
        Put((ushort)0);
        Put(written.Entry.Mode is null ? (ushort)0 : YearOne);
    }

    private void End()
    {
        var start = _length;
        foreach (var written in _directory) WriteCentralHeader(written);
        var size = _length - start;
        var is64 = _directory.Count >= ushort.MaxValue || size >= uint.MaxValue || start >= uint.MaxValue;
        if (is64) WriteEnd64(start, size);
        Put(EndOfDirectory);
        Put((ushort)0);
        Put((ushort)0);
        var count = is64 ? ushort.MaxValue : (ushort)_directory.Count;
        Put(count);
        Put(count);
        Put(is64 ? uint.MaxValue : (uint)size);
        Put(is64 ? uint.MaxValue : (uint)start);
        Put((ushort)0);
    }

    private void WriteCentralHeader(Written written)
    {
        // A file in memory is never too large for 32 bits, but may lie too far from the beginning.
        var isFar = written.Offset >= uint.MaxValue;
        Put(CentralHeader);
        Put((ushort)(Version | (written.Entry.Mode is null ? 0 : MadeOnUnix)));
        PutCommon(written);
        Put(written.Checksum);
        Put(isFar ? uint.MaxValue : (uint)written.CompressedLength);
        Put(isFar ? uint.MaxValue : (uint)written.Entry.Content.Length);
        Put((ushort)written.Name.Length);
        Put((ushort)(isFar ? 28 : 0));
        Put((ushort)0);
        Put(0u);
        Put(Attributes(written.Entry.Mode));
        Put(isFar ? uint.MaxValue : (uint)written.Offset);
        Put(written.Name);
        if (!isFar) return;
        Put(Extra64);
        Put((ushort)24);
        Put((long)written.Entry.Content.Length);
        Put(written.CompressedLength);
        Put(written.Offset);
    }

    private void WriteEnd64(long start, long size)
    {
        var end = _length;
        Put(EndOfDirectory64);
        Put(44L);
        Put(Version64);
        Put(Version64);
        Put(0u);
        Put(0u);
        Put((long)_directory.Count);
        Put((long)_directory.Count);
        Put(size);
        Put(start);
        Put(Locator64);
        Put(0u);
        Put(end);
        Put(1u);
    }

    private static uint Attributes(int? mode) => mode is not { } bits ? 0
        : (RegularFile | (uint)(bits & Permissions)) << 16 | ((bits & OwnerMayWrite) == 0 ? ReadOnlyFile : 0);

    /// <summary>Characters that mean the same in every old character set of file names need no mark; others do.</summary>
    private static bool NeedsUtf8(string name) => name.Any(c => c is < ' ' or > '}' or '\\');

    private void Put(ushort value)
    {
        _output.Write(value);
        _length += sizeof(ushort);
    }

    private void Put(uint value)
    {
        _output.Write(value);
        _length += sizeof(uint);
    }

    private void Put(int value) => Put((uint)value);

    private void Put(long value)
    {
        _output.Write(value);
        _length += sizeof(long);
    }

    private void Put(byte[] bytes)
    {
        _output.Write(bytes);
        _length += bytes.Length;
    }

    private sealed record Written(ArchiveEntry Entry, long Offset, uint Checksum, long CompressedLength)
    {
        public ushort Flags { get; init; }

        public ushort Method { get; init; }

        public byte[] Name { get; } = Encoding.UTF8.GetBytes(Entry.Name);
    }
}
