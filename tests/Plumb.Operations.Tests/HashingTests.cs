using System.Security.Cryptography;
using CsCheck;
using Plumb.Operations.Hashing;

namespace Plumb.Operations.Tests;

public class HashingTests
{
    [Fact]
    public void Digests_equal_those_of_the_system() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
#pragma warning disable CA5350, CA5351 // Ours are held against the library's; nothing is trusted by them.
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(bytes)), ContentDigest.Hex("md5", bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA1.HashData(bytes)), ContentDigest.Hex("sha1", bytes));
#pragma warning restore CA5350, CA5351
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ContentDigest.Hex("sha256", bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA384.HashData(bytes)), ContentDigest.Hex("sha384", bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(bytes)), ContentDigest.Hex("sha512", bytes));
    });

    [Fact]
    public void Content_may_come_in_pieces() => Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[1, 70]).Sample((bytes, size) =>
    {
        var digest = ContentDigest.Create("sha256");
        foreach (var piece in bytes.Chunk(size)) digest?.Append(piece);
        Assert.Equal(ContentDigest.Hex("sha256", bytes), digest?.FinishHex());
    });

    [Fact]
    public void The_short_digest_that_the_library_lacks_is_right() =>
        Assert.Equal("23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7", ContentDigest.Hex("sha224", "abc"u8));
}
