using System.Runtime.InteropServices;
using Plumb.Hosts.Calling;
using Plumb.Operations.Hashing;

namespace Plumb.Hosts.Serving;

/// <summary>The program that runs here, to be given to other users of the same host.</summary>
internal static class OwnBinary
{
    public const string Path = "/proc/self/exe";

    public static ExecutorBinary Read()
    {
        using var file = File.OpenRead(Path);
        var length = file.Length;
        var hash = NamedHash() ?? ContentDigest.Hex("sha256", file);
        return new ExecutorBinary(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64", hash, length, () => File.OpenRead(Path));
    }

    /// <summary>Where it is kept it is called by its hash.</summary>
    private static string? NamedHash() =>
        File.ResolveLinkTarget(Path, returnFinalTarget: false)?.Name is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower) ? name : null;
}
