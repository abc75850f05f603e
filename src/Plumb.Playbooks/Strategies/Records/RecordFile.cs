using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>
/// The file of a record, which only grows: a line for each task that a host is through with. A line is with the system before the run
/// goes on, so that it outlives the program; it is made to outlive the machine a few times a second, beside the run, which never waits
/// for a disk. Before each line stands a digest of it: a line that was damaged is none, instead of one that tells something else.
/// </summary>
internal sealed class RecordFile : IAsyncDisposable
{
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Hexadecimal digits before a line, and a space.</summary>
    private const int DigestLength = 8;

    /// <summary>What may be lost when the machine goes down. Each flush keeps the disk from whatever else the machine does.</summary>
    private static readonly TimeSpan BetweenFlushes = TimeSpan.FromMilliseconds(250);

    private readonly FileStream _file;
    private readonly Action<string> _warn;
    private readonly Channel<bool> _unsafeLines = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _flushing;
    private bool _isBroken;

    private RecordFile(FileStream file, Action<string> warn)
    {
        (_file, _warn) = (file, warn);
        _flushing = Task.Run(FlushAsync);
    }

    /// <summary>Opens a record for writing, with what is in it where it is kept. Null where another run writes to it. Only its owner may read it.</summary>
    public static RecordFile? Open(string path, bool keeps, Action<string> warn)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(path, options);
            // Emptied only when it is ours: opening it so would empty the record of a run under way.
            if (!keeps) file.SetLength(0);
            return new RecordFile(file, warn);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>All that is in it, as far as it is whole: what a run was killed in the middle of writing is cut off.</summary>
    public byte[] ReadAll()
    {
        _file.Position = 0;
        var content = new byte[checked((int)_file.Length)];
        _file.ReadExactly(content);
        var whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(whole);
        _file.Position = whole;
        return content[..whole];
    }

    /// <summary>The line without what stands before it and behind it; nothing where it is not as it was written.</summary>
    public static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> whole)
    {
        if (whole.Length <= DigestLength + 1 || whole.Span[DigestLength] != ' ') return default;
        var line = whole[(DigestLength + 1)..];
        Span<byte> digest = stackalloc byte[DigestLength];
        Digest(line.Span, digest);
        return whole.Span[..DigestLength].SequenceEqual(digest) ? line : default;
    }

    private static void Digest(ReadOnlySpan<byte> line, Span<byte> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, hash);
        Convert.TryToHexStringLower(hash[..(DigestLength / 2)], digits, out _);
    }

    /// <summary>Adds a line, with its end. Where it cannot be written the run goes on, without a record from there.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (_isBroken) return;
        try
        {
            var whole = new byte[DigestLength + 1 + line.Length];
            Digest(line[..^1], whole);
            whole[DigestLength] = (byte)' ';
            line.CopyTo(whole.AsSpan(DigestLength + 1));
            _file.Write(whole);
            _unsafeLines.Writer.TryWrite(true);
        }
        catch (IOException fault)
        {
            _isBroken = true;
            _warn($"The record of this run cannot be written, and it cannot be resumed past this point: {fault.Message}");
        }
    }

    public void Delete() => File.Delete(_file.Name);

    public async ValueTask DisposeAsync()
    {
        _unsafeLines.Writer.TryComplete();
        _ending.TrySetResult();
        await _flushing.ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FlushAsync()
    {
        await foreach (var _ in _unsafeLines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                _file.Flush(flushToDisk: true);
                await Task.WhenAny(_ending.Task, Task.Delay(BetweenFlushes)).ConfigureAwait(false);
            }
            catch (IOException fault)
            {
                _warn($"The record of this run may not be on the disk: {fault.Message}");
                return;
            }
        }
    }
}
