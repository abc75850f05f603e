using System.Globalization;

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
        if (!File.Exists("/proc/self/status")) return null;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("Umask:", StringComparison.Ordinal));
        return line is null ? null : line["Umask:".Length..].Trim().Aggregate(0u, (mask, digit) => (mask * 8) + uint.Parse([digit], NumberStyles.None, CultureInfo.InvariantCulture));
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
