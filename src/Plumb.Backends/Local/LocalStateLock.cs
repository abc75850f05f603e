using Plumb.Engine.State;

namespace Plumb.Backends.Local;

/// <summary>The lock of a run on a local state: the record lock, and who holds it, for others to read.</summary>
internal sealed class LocalStateLock(LocalStatePaths paths, StateLockInfo info, StateFileLock file, Action released) : IStateLock
{
    private bool _isReleased;

    public StateLockInfo Info => info;

    public StateFileLock File => file;

    /// <summary>Tells others who holds the lock, or gives it up.</summary>
    public void Announce()
    {
        try
        {
            System.IO.File.WriteAllBytes(paths.LockInfo, info.ToJson());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_isReleased) return ValueTask.CompletedTask;
        _isReleased = true;
        System.IO.File.Delete(paths.LockInfo);
        file.Dispose();
        released();
        return ValueTask.CompletedTask;
    }
}
