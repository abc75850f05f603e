namespace Plumb.Backends.Local.Journal;

/// <summary>Tells one start of this machine's kernel from another.</summary>
internal static class BootId
{
    private const string Path = "/proc/sys/kernel/random/boot_id";

    /// <summary>Null where the machine does not tell.</summary>
    public static string? Current()
    {
        try
        {
            return File.Exists(Path) ? File.ReadAllText(Path).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
