using System.Runtime.InteropServices;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Linux;

/// <summary>The files of the machine that this runs on, by the system's calls.</summary>
internal sealed unsafe class LinuxFiles : IHostFiles
{
    /// <summary>Stands for the present among times that are set.</summary>
    private const long Now = (1L << 30) - 1;

    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(1);

    private const int NameInEntry = 19;
    private const uint Unchanged = uint.MaxValue;
    private const nuint GetFlags = 0x80086601;
    private const nuint SetFlags = 0x40086602;
    private const nuint GetGeneration = 0x80087601;

    public FileStatus? Status(string path, bool follow) => StatusReading.Of(path, follow);

    public IReadOnlyList<string> List(string path)
    {
        var folder = FileCalls.OpenFolder(PathText.Bytes(path));
        if (folder == 0) throw SystemError.Last(path);
        try
        {
            var names = new List<string>();
            for (var entry = FileCalls.ReadFolder(folder); entry is not null; entry = FileCalls.ReadFolder(folder))
            {
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameInEntry);
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8)) names.Add(PathText.Text(name));
            }
            if (Marshal.GetLastPInvokeError() is not 0 and var error) throw SystemError.Of(error, path);
            return names;
        }
        finally
        {
            _ = FileCalls.CloseFolder(folder);
        }
    }

    public Stream OpenRead(string path)
    {
        var stream = new DescriptorStream(Open(path, FileCalls.ReadOnly, 0), path, writes: false);
        if (StatusReading.Of(stream.Descriptor, path).Kind != FileKind.Directory) return stream;
        stream.Dispose();
        throw SystemError.Of(SystemError.IsFolder, path);
    }

    public string ReadLink(string path)
    {
        var buffer = new byte[4096];
        var length = FileCalls.ReadLink(PathText.Bytes(path), buffer, buffer.Length);
        return length < 0 ? throw SystemError.Last(path) : PathText.Text(buffer.AsSpan(0, (int)length));
    }

    public void Write(string path, Stream content, FilePlacement placement) => new FileReplacement(this, path, placement).Run(content);

    public void CreateDirectory(string path, uint mode) => Check(ProcessUmask.Keep(() => FileCalls.MakeFolder(PathText.Bytes(path), mode)), path);

    public void Remove(string path)
    {
        var bytes = PathText.Bytes(path);
        if (FileCalls.Unlink(bytes) == 0) return;
        var failure = SystemError.Last(path);
        // Some file systems answer "not permitted" for a folder, as POSIX asks.
        if (failure.Number is not (SystemError.IsFolder or SystemError.NotPermitted) || Status(path, follow: false)?.Kind != FileKind.Directory) throw failure;
        Check(FileCalls.RemoveFolder(bytes), path);
    }

    public void Rename(string from, string to) => Check(FileCalls.Rename(PathText.Bytes(from), PathText.Bytes(to)), from);

    public void CreateSymbolicLink(string path, string target) => Check(FileCalls.SymbolicLink(PathText.Bytes(target), PathText.Bytes(path)), path);

    public void CreateHardLink(string path, string target) => Check(FileCalls.HardLink(PathText.Bytes(target), PathText.Bytes(path)), path);

    public void SetMode(string path, uint mode) => Check(FileCalls.SetMode(PathText.Bytes(path), mode), path);

    public void SetOwner(string path, uint? userId, uint? groupId, bool follow) =>
        Check(FileCalls.SetOwner(FileCalls.HereFolder, PathText.Bytes(path), userId ?? Unchanged, groupId ?? Unchanged, follow ? 0 : FileCalls.NoFollow), path);

    public void SetTimes(string path, DateTimeOffset? accessed, DateTimeOffset? modified, bool follow)
    {
        var (accessSeconds, accessNanoseconds) = Time(accessed);
        var (modifySeconds, modifyNanoseconds) = Time(modified);
        var flags = follow ? 0 : FileCalls.NoFollow;
        var result = FileCalls.SetTimes(FileCalls.HereFolder, PathText.Bytes(path), [accessSeconds, accessNanoseconds, modifySeconds, modifyNanoseconds], flags);
        // Whoever may write to a file of another may set both of its times to now, but to nothing else.
        if (result != 0 && accessed is { } time && time == modified && TimeProvider.System.GetUtcNow() - time < JustNow)
            result = FileCalls.SetTimes(FileCalls.HereFolder, PathText.Bytes(path), [0, Now, 0, Now], flags);
        Check(result, path);
    }

    public IReadOnlyList<KeyValuePair<string, byte[]>> ExtendedAttributes(string path)
    {
        var bytes = PathText.Bytes(path);
        if (Grow((span, size) => FileCalls.ListAttributes(bytes, span, size), path) is not { } names) return [];
        var all = new List<KeyValuePair<string, byte[]>>();
        foreach (var range in MemoryExtensions.Split(names, (byte)0))
        {
            if (names.AsSpan()[range].IsEmpty) continue;
            var name = PathText.Text(names.AsSpan()[range]);
            var key = PathText.Bytes(name);
            // One that was removed since, or that only others may read, is left out.
            if (Grow((span, size) => FileCalls.GetAttribute(bytes, key, span, size), path) is { } value) all.Add(KeyValuePair.Create(name, value));
        }
        return all;
    }

    public void SetExtendedAttribute(string path, string name, ReadOnlySpan<byte> value) =>
        Check(FileCalls.SetAttribute(PathText.Bytes(path), PathText.Bytes(name), value, value.Length, 0), path);

    public bool Accessible(string path, int access) => FileCalls.Access(FileCalls.HereFolder, PathText.Bytes(path), access, FileCalls.EffectiveIds) == 0;

    public string? Attributes(string path)
    {
        using var file = OpenForFlags(path);
        var flags = 0;
        if (FileCalls.Control(file.Descriptor, GetFlags, &flags) == 0) return AttributeFlags.Text(flags);
        var failure = SystemError.Last(path);
        return failure.Number is SystemError.NotTerminal or SystemError.NotSupported or SystemError.InvalidArgument ? null : throw failure;
    }

    public void SetAttributes(string path, string flags)
    {
        using var file = OpenForFlags(path);
        var now = 0;
        Check(FileCalls.Control(file.Descriptor, GetFlags, &now), path);
        var wanted = AttributeFlags.Apply(now, flags) ?? throw SystemError.Of(SystemError.InvalidArgument, path);
        Check(FileCalls.Control(file.Descriptor, SetFlags, &wanted), path);
    }

    public uint? Generation(string path)
    {
        using var file = OpenForFlags(path);
        uint generation = 0;
        return FileCalls.Control(file.Descriptor, GetGeneration, (int*)&generation) == 0 ? generation : null;
    }

    public FileSystemSpace? Space(string path)
    {
        // The first eight numbers of the structure are the same on all 64-bit systems; it has fewer than 32 in all.
        var numbers = stackalloc ulong[32];
        if (FileCalls.FileSystem(PathText.Bytes(path), numbers) != 0) return null;
        return new FileSystemSpace((long)numbers[0], (long)numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[7]);
    }

    /// <summary>A descriptor that programs started later do not see.</summary>
    internal static int Open(string path, int flags, uint mode)
    {
        var descriptor = ProcessUmask.Keep(() => FileCalls.Open(PathText.Bytes(path), flags | FileCalls.CloseOnExec, mode));
        return descriptor >= 0 ? descriptor : throw SystemError.Last(path);
    }

    internal static void Check(int result, string path)
    {
        if (result != 0) throw SystemError.Last(path);
    }

    /// <summary>A device or pipe must not be waited for.</summary>
    private static DescriptorStream OpenForFlags(string path) => new(Open(path, FileCalls.ReadOnly | FileCalls.NonBlocking, 0), path, writes: false);

    private delegate nint Fill(Span<byte> buffer, nint size);

    /// <summary>What fits whatever size it has; null where there is nothing to read.</summary>
    private static byte[]? Grow(Fill fill, string path)
    {
        for (var size = 256; ; size *= 4)
        {
            var buffer = new byte[size];
            var length = fill(buffer, size);
            if (length >= 0) return buffer[..(int)length];
            var failure = SystemError.Last(path);
            if (failure.Number is SystemError.NotSupported or SystemError.NoData or SystemError.NotPermitted or SystemError.AccessDenied) return null;
            if (failure.Number != SystemError.OutOfRange || size > 1 << 20) throw failure;
        }
    }

    private static (long Seconds, long Nanoseconds) Time(DateTimeOffset? time)
    {
        if (time is not { } given) return (0, FileCalls.OmitTime);
        var seconds = given.ToUnixTimeSeconds();
        return (seconds, (given.UtcTicks - DateTimeOffset.FromUnixTimeSeconds(seconds).UtcTicks) * 100);
    }
}
