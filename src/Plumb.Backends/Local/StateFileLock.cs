namespace Plumb.Backends.Local;

/// <summary>
/// The record lock (fcntl) on a state file that the peer takes too. Such a lock is the process' and goes with any handle
/// to the file that closes, so while it is held the file is read and written through this handle alone.
/// </summary>
internal sealed class StateFileLock : IDisposable
{
    private readonly string _path;
    private readonly bool _created;
    private readonly List<FileStream> _replaced = [];
    private FileStream _stream;

    private StateFileLock(string path, FileStream stream, bool created)
    {
        _path = path;
        _stream = stream;
        _created = created;
    }

    /// <summary>Null where another process holds it.</summary>
    public static StateFileLock? TryTake(string path)
    {
        Directory.CreateDirectory(LocalStatePaths.FolderOf(path));
        while (true)
        {
            var created = !File.Exists(path);
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!TryLock(stream))
            {
                stream.Dispose();
                return null;
            }
            if (IsStillAt(stream, path)) return new StateFileLock(path, stream, created);
            // The holder we waited for has put a new file in this one's place.
            stream.Dispose();
        }
    }

    public byte[] Read()
    {
        var content = new byte[_stream.Length];
        _stream.Position = 0;
        _stream.ReadExactly(content);
        return content;
    }

    /// <summary>The new file is locked before it is the file, so nobody can come in between.</summary>
    public void Replace(ReadOnlySpan<byte> content)
    {
        var next = DurableFile.Prepare(_path, content);
        if (!TryLock(next))
        {
            DurableFile.Discard(next);
            throw new IOException("the new state file could not be locked");
        }
        DurableFile.Commit(next, _path);
        // Whoever waits for the old file must go on waiting, so its lock is kept as well.
        _replaced.Add(_stream);
        _stream = next;
    }

    public void Dispose()
    {
        // A file that only the lock needed is no state.
        if (_created && _stream.Length == 0) File.Delete(_path);
        _stream.Dispose();
        foreach (var stream in _replaced) stream.Dispose();
    }

    private static bool TryLock(FileStream stream)
    {
        // Without record locks the lock information alone has to do.
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsFreeBSD()) return true;
        try
        {
            stream.Lock(0, OperatingSystem.IsWindows() ? long.MaxValue : 0);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsStillAt(FileStream stream, string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        var target = new FileInfo($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}").LinkTarget;
        return target is null || !target.EndsWith(" (deleted)", StringComparison.Ordinal) || path.EndsWith(" (deleted)", StringComparison.Ordinal);
    }
}
