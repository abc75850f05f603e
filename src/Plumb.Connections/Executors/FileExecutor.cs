using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Plumb.Hosts.Calling;

namespace Plumb.Connections.Executors;

/// <summary>An executor that is a file of this machine.</summary>
internal static class FileExecutor
{
    private const int MachineInHeader = 18;
    private const int Arm64 = 183;

    public static ExecutorBinary Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var machine = bytes.Length > MachineInHeader + 2 && BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(MachineInHeader)) == Arm64 ? "aarch64" : "x86_64";
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        var small = packed.ToArray();
        return new ExecutorBinary(machine, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, () => new MemoryStream(bytes))
        {
            Packed = new PackedBinary(small.Length, () => new MemoryStream(small)),
        };
    }
}
