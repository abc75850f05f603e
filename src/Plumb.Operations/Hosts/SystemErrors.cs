namespace Plumb.Operations.Hosts;

/// <summary>Errors of the Linux system by name, with their numbers and texts.</summary>
public static class SystemErrors
{
    private static readonly Dictionary<string, (int Number, string Text)> Table = new(StringComparer.Ordinal)
    {
        ["EPERM"] = (1, "Operation not permitted"),
        ["ENOENT"] = (2, "No such file or directory"),
        ["EIO"] = (5, "Input/output error"),
        ["ENOEXEC"] = (8, "Exec format error"),
        ["EACCES"] = (13, "Permission denied"),
        ["EBUSY"] = (16, "Device or resource busy"),
        ["EEXIST"] = (17, "File exists"),
        ["EXDEV"] = (18, "Invalid cross-device link"),
        ["ENOTDIR"] = (20, "Not a directory"),
        ["EISDIR"] = (21, "Is a directory"),
        ["EINVAL"] = (22, "Invalid argument"),
        ["ETXTBSY"] = (26, "Text file busy"),
        ["ENOSPC"] = (28, "No space left on device"),
        ["EROFS"] = (30, "Read-only file system"),
        ["ENAMETOOLONG"] = (36, "File name too long"),
        ["ENOTEMPTY"] = (39, "Directory not empty"),
        ["ELOOP"] = (40, "Too many levels of symbolic links"),
        ["EOPNOTSUPP"] = (95, "Operation not supported"),
        ["ETIMEDOUT"] = (110, "Connection timed out"),
        ["ECONNREFUSED"] = (111, "Connection refused"),
    };

    /// <summary>The exception for an error of this name, with the system's text.</summary>
    public static HostException Named(string name, string? path)
    {
        var (number, text) = Table.GetValueOrDefault(name, (0, name));
        return new HostException(name, number, path, text);
    }

    /// <summary>How Python tells of an error at a path: <c>[Errno 2] No such file or directory: b'/x'</c>.</summary>
    public static string Python(HostException error, string? path = null, bool bytes = true)
    {
        ArgumentNullException.ThrowIfNull(error);
        var text = Table.TryGetValue(error.Error, out var known) ? known.Text : error.Message;
        return $"[Errno {error.Number}] {text}" + (path is null ? "" : $": {(bytes ? "b" : "")}'{path}'");
    }
}
