using System.Globalization;
using System.Runtime.InteropServices;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Linux;

/// <summary>Errors of the system by name (Linux, asm-generic/errno.h; the same numbers on x86-64 and arm64).</summary>
internal static class SystemError
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoProcess = 3;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int Exists = 17;
    public const int CrossDevice = 18;
    public const int NotFolder = 20;
    public const int IsFolder = 21;
    public const int InvalidArgument = 22;
    public const int NotTerminal = 25;
    public const int TextBusy = 26;
    public const int ReadOnlyFileSystem = 30;
    public const int OutOfRange = 34;
    public const int NoData = 61;
    public const int NotSupported = 95;

    private static readonly string?[] _names =
    [
        null, "EPERM", "ENOENT", "ESRCH", "EINTR", "EIO", "ENXIO", "E2BIG", "ENOEXEC", "EBADF", "ECHILD", "EAGAIN", "ENOMEM", "EACCES", "EFAULT", "ENOTBLK",
        "EBUSY", "EEXIST", "EXDEV", "ENODEV", "ENOTDIR", "EISDIR", "EINVAL", "ENFILE", "EMFILE", "ENOTTY", "ETXTBSY", "EFBIG", "ENOSPC", "ESPIPE", "EROFS",
        "EMLINK", "EPIPE", "EDOM", "ERANGE", "EDEADLK", "ENAMETOOLONG", "ENOLCK", "ENOSYS", "ENOTEMPTY", "ELOOP",
    ];

    /// <summary>The failure of the call that has just been made.</summary>
    public static HostException Last(string? path) => Of(Marshal.GetLastPInvokeError(), path);

    public static HostException Of(int number, string? path) => new(Name(number), number, path, Marshal.GetPInvokeErrorMessage(number));

    private static string Name(int number) => number switch
    {
        > 0 and <= 40 => _names[number] ?? "",
        NoData => "ENODATA",
        71 => "EPROTO",
        75 => "EOVERFLOW",
        NotSupported => "EOPNOTSUPP",
        98 => "EADDRINUSE",
        101 => "ENETUNREACH",
        103 => "ECONNABORTED",
        104 => "ECONNRESET",
        110 => "ETIMEDOUT",
        111 => "ECONNREFUSED",
        112 => "EHOSTDOWN",
        113 => "EHOSTUNREACH",
        116 => "ESTALE",
        122 => "EDQUOT",
        _ => string.Create(CultureInfo.InvariantCulture, $"E{number}"),
    };
}
