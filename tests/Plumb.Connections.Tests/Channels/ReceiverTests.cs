using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Plumb.Hosts.Calling;

namespace Plumb.Connections.Tests.Channels;

/// <summary>The program that takes the executor in on a host: what comes whole is put in place, and nothing else ever is.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReceiverTests : IDisposable
{
    private const int HeadSize = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-receiver-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Final => Path.Combine(_folder, "executor");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_comes_whole_is_put_in_place_and_becomes_the_executor()
    {
        var binary = Built();
        var (exit, output) = await RunAsync(binary, Packed(binary));
        Assert.Equal(0, exit);
        Assert.EndsWith("\nPLUMB-READY 2\n", output, StringComparison.Ordinal);
        await using var written = File.OpenRead(Final);
        Assert.Equal(binary.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(written, Cancellation)));
        Assert.Equal([Final], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task What_is_cut_off_leaves_nothing()
    {
        var binary = Built();
        var packed = Packed(binary);
        foreach (var length in new[] { 0, 5, HeadSize, HeadSize + 1, packed.Length / 2, packed.Length - 1 }) await RefusesAsync(binary, packed[..length], "The connection ended");
    }

    [Fact]
    public async Task What_is_damaged_leaves_nothing()
    {
        var binary = Built();
        var random = new Random(4);
        for (var i = 0; i < 40; i++)
        {
            var packed = Packed(binary);
            packed[random.Next(packed.Length)] ^= (byte)(1 << random.Next(8));
            await RefusesAsync(binary, packed, "");
        }
    }

    [Theory]
    [InlineData(uint.MaxValue, 1u)]
    [InlineData(16u, uint.MaxValue)]
    [InlineData(16u, 0u)]
    public async Task A_head_that_lies_is_not_believed(uint packedLength, uint length)
    {
        var binary = Built();
        var packed = Packed(binary);
        BinaryPrimitives.WriteUInt32LittleEndian(packed, packedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(4), length);
        await RefusesAsync(binary, packed, "no packed executor");
    }

    [Fact]
    public async Task Two_at_once_do_not_disturb_each_other()
    {
        var binary = Built();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => RunAsync(binary, Packed(binary), "." + i.ToString(CultureInfo.InvariantCulture))));
        Assert.All(both, run => Assert.Equal(0, run.Exit));
        Assert.Equal([Final], Directory.GetFiles(_folder));
    }

    private async Task RefusesAsync(ExecutorBinary binary, byte[] packed, string why)
    {
        var (exit, output) = await RunAsync(binary, packed);
        Assert.Equal(3, exit);
        Assert.Contains("PLUMB-FAILED " + why, output.Replace("What came is no", "no", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private async Task<(int Exit, string Output)> RunAsync(ExecutorBinary binary, byte[] packed, string suffix = "")
    {
        // A shell writes the program that is run: what this program writes may still be open in a child that it is just starting.
        var image = Path.Combine(_folder, "image" + suffix);
        await File.WriteAllBytesAsync(image, binary.Receiver.ToArray(), Cancellation);
        var receiver = Path.Combine(_folder, "receiver" + suffix);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cp \"$0\" \"$1\" && chmod 700 \"$1\" && rm \"$0\" && p=$1 && shift && exec \"$p\" \"$@\"", image, receiver, Final + ".x" + suffix, Final, binary.Length.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the receiver did not start");
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(packed, Cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has seen enough.
        }
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output);
    }

    private static ExecutorBinary Built()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the receiver is for Linux");
        var binary = TestExecutors.Built.Binaries.Count > 0 ? TestExecutors.Built.Binaries[0] : null;
        Assert.SkipWhen(binary is null || binary.Receiver.IsEmpty, TestExecutors.NotBuilt);
        return binary;
    }

    private static byte[] Packed(ExecutorBinary binary)
    {
        using var content = binary.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
