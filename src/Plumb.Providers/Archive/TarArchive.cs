using System.Globalization;
using System.Text;
using Plumb.Engine.Functions.Encodings.Compression;

namespace Plumb.Providers.Archive;

/// <summary>
/// Writes tar archives (POSIX.1-2017, pax) whose bytes are those that the official provider writes: owners and times are
/// left at zero, and a name that the plain header cannot hold comes in an extended header before it.
/// </summary>
internal sealed class TarArchive
{
    private const int BlockSize = 512;
    private const int NameSize = 100;
    private const int PrefixAt = 345;
    private const int PrefixSize = 155;
    private const int ChecksumAt = 148;
    private const byte RegularFile = (byte)'0';
    private const byte ExtendedHeader = (byte)'x';

    private readonly Stream _output;

    private TarArchive(Stream output) => _output = output;

    public static void Write(IEnumerable<ArchiveEntry> entries, Stream output)
    {
        var archive = new TarArchive(output);
        foreach (var entry in entries) archive.Add(entry);
        output.Write(new byte[2 * BlockSize]);
    }

    /// <summary>As tar.gz.</summary>
    public static void WriteCompressed(IEnumerable<ArchiveEntry> entries, Stream output)
    {
        using var plain = new MemoryStream();
        Write(entries, plain);
        output.Write(GzipWriter.Compress(plain.ToArray(), flushes: false));
    }

    private void Add(ArchiveEntry entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var header = new byte[BlockSize];
        if (Ascii.IsValid(name) && name.Length <= NameSize) name.CopyTo(header, 0);
        else if (Ascii.IsValid(name) && SplitAt(name) is { } slash)
        {
            name.AsSpan(slash + 1).CopyTo(header);
            name.AsSpan(0, slash).CopyTo(header.AsSpan(PrefixAt));
        }
        else
        {
            AddExtendedHeader(entry.Name, name);
            CopyCut(AsciiOf(entry.Name), header);
        }
        Fill(header, entry.Mode ?? 0, entry.Content.Length, RegularFile);
        PutNumber(header.AsSpan(329, 8), 0);
        PutNumber(header.AsSpan(337, 8), 0);
        Finish(header);
        WriteBlocks(entry.Content);
    }

    private void AddExtendedHeader(string name, byte[] bytes)
    {
        var slash = name.LastIndexOf('/');
        var content = Record("path", bytes);
        var header = new byte[BlockSize];
        var own = AsciiOf(slash < 0 ? $"PaxHeaders.0/{name}" : $"{name[..slash]}/PaxHeaders.0/{name[(slash + 1)..]}");
        own.AsSpan(0, Math.Min(own.Length, NameSize)).TrimEnd((byte)'/').CopyTo(header);
        Fill(header, 0, content.Length, ExtendedHeader);
        Finish(header);
        WriteBlocks(content);
    }

    /// <summary>Where a long name is divided so that both parts fit, if it can be.</summary>
    private static int? SplitAt(byte[] name)
    {
        var within = name.AsSpan(0, Math.Min(name.Length, PrefixSize + 1));
        var slash = within.LastIndexOf((byte)'/');
        return slash > 0 && name.Length - slash - 1 is > 0 and <= NameSize && slash <= PrefixSize ? slash : null;
    }

    /// <summary>A record begins with its own length, digits included.</summary>
    private static byte[] Record(string key, byte[] value)
    {
        var rest = Encoding.UTF8.GetByteCount(key) + value.Length + 3;
        var length = rest + Digits(rest);
        if (Digits(length) > Digits(rest)) length++;
        return [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length} {key}=")), .. value, (byte)'\n'];

        static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
    }

    private static void Fill(byte[] header, long mode, long size, byte type)
    {
        PutNumber(header.AsSpan(100, 8), mode);
        PutNumber(header.AsSpan(108, 8), 0);
        PutNumber(header.AsSpan(116, 8), 0);
        PutNumber(header.AsSpan(124, 12), size);
        PutNumber(header.AsSpan(136, 12), 0);
        header[156] = type;
        "ustar\u000000"u8.CopyTo(header.AsSpan(257));
    }

    /// <summary>The checksum counts its own field as spaces.</summary>
    private void Finish(byte[] header)
    {
        header.AsSpan(ChecksumAt, 8).Fill((byte)' ');
        var sum = header.Sum(b => (long)b);
        PutNumber(header.AsSpan(ChecksumAt, 7), sum);
        _output.Write(header);
    }

    /// <summary>In octal digits with zeros before them and one byte of zero after them.</summary>
    private static void PutNumber(Span<byte> field, long number)
    {
        field.Clear();
        for (var at = field.Length - 2; at >= 0; at--, number >>= 3) field[at] = (byte)('0' + (number & 7));
    }

    private static byte[] AsciiOf(string name) => [.. name.Where(char.IsAscii).Select(c => (byte)c)];

    /// <summary>A reader must not take a name that was cut after a slash for a directory's.</summary>
    private static void CopyCut(byte[] name, byte[] header)
    {
        var cut = name.AsSpan(0, Math.Min(name.Length, NameSize));
        (name.Length > NameSize ? cut.TrimEnd((byte)'/') : cut).CopyTo(header);
    }

    private void WriteBlocks(byte[] content)
    {
        _output.Write(content);
        if (content.Length % BlockSize is > 0 and var rest) _output.Write(new byte[BlockSize - rest]);
    }
}
