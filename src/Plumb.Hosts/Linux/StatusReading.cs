using System.Buffers.Binary;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Linux;

/// <summary>Reads what statx(2) tells: the one call whose structure is the same on every processor.</summary>
internal static unsafe class StatusReading
{
    private const int Size = 256;
    private const uint BasicAndBirth = 0xfff;
    private const uint BirthKnown = 0x800;

    /// <summary>Null where nothing is at the path.</summary>
    public static FileStatus? Of(string path, bool follow)
    {
        var buffer = stackalloc byte[Size];
        if (FileCalls.Status(FileCalls.HereFolder, PathText.Bytes(path), follow ? 0 : FileCalls.NoFollow, BasicAndBirth, buffer) == 0) return Parse(new ReadOnlySpan<byte>(buffer, Size));
        var failure = SystemError.Last(path);
        return failure.Number is SystemError.NoEntry or SystemError.NotFolder ? null : throw failure;
    }

    public static FileStatus Of(int descriptor, string path)
    {
        var buffer = stackalloc byte[Size];
        if (FileCalls.Status(descriptor, [0], FileCalls.EmptyPath, BasicAndBirth, buffer) != 0) throw SystemError.Last(path);
        return Parse(new ReadOnlySpan<byte>(buffer, Size));
    }

    private static FileStatus Parse(ReadOnlySpan<byte> s)
    {
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(s[28..]);
        var known = BinaryPrimitives.ReadUInt32LittleEndian(s);
        return new FileStatus(Kind(mode), mode & 0xfffu, U32(s, 20), U32(s, 24), (long)U64(s, 40), U64(s, 32), Device(s, 136), U32(s, 16), Time(s, 64), Time(s, 112), Time(s, 96))
        {
            Blocks = (long)U64(s, 48),
            BlockSize = (int)U32(s, 4),
            DeviceType = Device(s, 128),
            Created = (known & BirthKnown) != 0 ? Time(s, 80) : null,
            BelowTick = ((int)(U32(s, 72) % 100), (int)(U32(s, 120) % 100), (int)(U32(s, 104) % 100)),
        };
    }

    private static FileKind Kind(int mode) => (mode & 0xf000) switch
    {
        0x4000 => FileKind.Directory,
        0xa000 => FileKind.SymbolicLink,
        0x2000 => FileKind.CharacterDevice,
        0x6000 => FileKind.BlockDevice,
        0x1000 => FileKind.Fifo,
        0xc000 => FileKind.Socket,
        _ => FileKind.File,
    };

    /// <summary>Major and minor number put together as makedev(3) does.</summary>
    private static ulong Device(ReadOnlySpan<byte> s, int at)
    {
        ulong major = U32(s, at), minor = U32(s, at + 4);
        return ((major & 0xfffff000) << 32) | ((major & 0xfff) << 8) | ((minor & 0xffffff00) << 12) | (minor & 0xff);
    }

    private static DateTimeOffset Time(ReadOnlySpan<byte> s, int at)
    {
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(s[at..]);
        // What .NET's calendar cannot hold is clamped: a file's time may be anything.
        seconds = Math.Clamp(seconds, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 1);
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(U32(s, at + 8) / 100);
    }

    private static uint U32(ReadOnlySpan<byte> s, int at) => BinaryPrimitives.ReadUInt32LittleEndian(s[at..]);

    private static ulong U64(ReadOnlySpan<byte> s, int at) => BinaryPrimitives.ReadUInt64LittleEndian(s[at..]);
}
