using System.Buffers.Binary;
using System.Security.Cryptography;
using Plumb.Hosts.Calling;

namespace Plumb.Connections.Executors;

/// <summary>An executor that is a file of this machine. It is sent packed where the build has left it so in the folder beside it.</summary>
internal static class FileExecutor
{
    private const int MachineInHeader = 18;
    private const int Arm64 = 183;

    public static ExecutorBinary Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var machine = bytes.Length > MachineInHeader + 2 && BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(MachineInHeader)) == Arm64 ? "aarch64" : "x86_64";
        var plain = new ExecutorBinary(machine, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, () => new MemoryStream(bytes));
        var packed = Path.Combine(Path.GetDirectoryName(path) ?? "", "packed", $"executor-{machine}");
        return IsOf(plain, packed + ".txt") && File.Exists(packed + ".receiver") && File.Exists(packed + ".packed")
            ? plain with { Open = () => File.OpenRead(packed + ".packed"), Receiver = File.ReadAllBytes(packed + ".receiver") }
            : plain;
    }

    private static bool IsOf(ExecutorBinary binary, string path) => File.Exists(path) && File.ReadAllText(path).StartsWith(binary.Sha256, StringComparison.Ordinal);
}
