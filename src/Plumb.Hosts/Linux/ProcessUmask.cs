namespace Plumb.Hosts.Linux;

/// <summary>
/// The mask for modes of new files. It belongs to the whole process, so whoever changes it for a moment and whoever relies on it
/// take turns.
/// </summary>
internal static class ProcessUmask
{
    private static readonly ReaderWriterLockSlim _turns = new();

    /// <summary>Runs with the mask as it is.</summary>
    public static T Keep<T>(Func<T> act)
    {
        _turns.EnterReadLock();
        try
        {
            return act();
        }
        finally
        {
            _turns.ExitReadLock();
        }
    }

    /// <summary>Runs with another mask.</summary>
    public static T With<T>(uint mask, Func<T> act)
    {
        _turns.EnterWriteLock();
        var before = FileCalls.SetUmask(mask);
        try
        {
            return act();
        }
        finally
        {
            _ = FileCalls.SetUmask(before);
            _turns.ExitWriteLock();
        }
    }

    public static uint Current() => FromStatus() ?? ReadBySetting();

    private static uint? FromStatus() => Keep<uint?>(() =>
    {
        // The line is among the first.
        Span<byte> status = stackalloc byte[1024];
        var file = FileCalls.Open("/proc/self/status\0"u8, FileCalls.ReadOnly | FileCalls.CloseOnExec, 0);
        if (file < 0) return null;
        var length = FileCalls.Read(file, status, status.Length);
        _ = FileCalls.Close(file);
        var at = status[..(int)Math.Max(length, 0)].IndexOf("\nUmask:\t"u8);
        if (at < 0) return null;
        var mask = 0u;
        foreach (var digit in status[(at + "\nUmask:\t"u8.Length)..])
        {
            if (digit is < (byte)'0' or > (byte)'7') break;
            mask = (mask * 8) + (uint)(digit - '0');
        }
        return mask;
    });

    /// <summary>Without /proc it can only be read by setting it.</summary>
    private static uint ReadBySetting()
    {
        _turns.EnterWriteLock();
        try
        {
            var mask = FileCalls.SetUmask(0x12);
            _ = FileCalls.SetUmask(mask);
            return mask;
        }
        finally
        {
            _turns.ExitWriteLock();
        }
    }
}
