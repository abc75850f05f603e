using System.Globalization;
using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>A terminal for programs that ask for passwords on one and nowhere else (pts(4)).</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const nuint Unlock = 0x40045431;
    private const nuint Number = 0x80045430;
    private const nuint GetModes = 0x5401;
    private const nuint SetModes = 0x5402;
    private const nuint SetSize = 0x5414;
    private const int LocalModes = 3;
    private const int Echo = 8;
    private const int Rows = 24;
    private const int Columns = 80;
    private const int ReadWrite = 2;
    private const int NotControlling = 0x100;

    private readonly int _descriptor;

    private PseudoTerminal(int descriptor, string path)
    {
        _descriptor = descriptor;
        Path = path;
        Output = new DescriptorStreamAside(descriptor);
    }

    /// <summary>The end that is read and typed at, for those who wait for it by themselves.</summary>
    public int Descriptor => _descriptor;

    /// <summary>The end that the program gets.</summary>
    public string Path { get; }

    /// <summary>What the program prints there.</summary>
    public Stream Output { get; }

    /// <summary>Null where the host has no terminals to give.</summary>
    public static unsafe PseudoTerminal? Open()
    {
        var descriptor = FileCalls.Open("/dev/ptmx\0"u8, ReadWrite | NotControlling | FileCalls.CloseOnExec, 0);
        if (descriptor < 0) return null;
        int zero = 0, number = 0;
        if (FileCalls.Control(descriptor, Unlock, &zero) == 0 && FileCalls.Control(descriptor, Number, &number) == 0)
            return new PseudoTerminal(descriptor, string.Create(CultureInfo.InvariantCulture, $"/dev/pts/{number}"));
        _ = FileCalls.Close(descriptor);
        return null;
    }

    /// <summary>Types a line.</summary>
    public void Type(string line) => Type(System.Text.Encoding.UTF8.GetBytes(line + "\n"));

    public void Type(byte[] bytes) => _ = FileCalls.Write(_descriptor, bytes, bytes.Length);

    /// <summary>The size that terminals have had from of old, and whether what is typed is shown (struct termios of the kernel: four words of modes first).</summary>
    public unsafe void Set(bool echoes)
    {
        var modes = stackalloc int[16];
        if (FileCalls.Control(_descriptor, GetModes, modes) == 0)
        {
            modes[LocalModes] = echoes ? modes[LocalModes] | Echo : modes[LocalModes] & ~Echo;
            _ = FileCalls.Control(_descriptor, SetModes, modes);
        }
        var size = stackalloc int[2];
        size[0] = Rows | (Columns << 16);
        _ = FileCalls.Control(_descriptor, SetSize, size);
    }

    public void Dispose() => Output.Dispose();

    /// <summary>Reads on another thread: terminals make one wait.</summary>
    private sealed class DescriptorStreamAside(int descriptor) : Stream
    {
        private readonly DescriptorStream _stream = new(descriptor, "terminal", writes: false);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(WaitingThreads.RunAsync(() => _stream.Read(buffer.Span)));

        public override int Read(byte[] buffer, int offset, int count) => _stream.Read(buffer, offset, count);

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) _stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
