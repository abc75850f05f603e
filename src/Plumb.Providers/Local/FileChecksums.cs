using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Local;

/// <summary>The checksums that everything about a local file exports. They identify content and protect nothing, so that old algorithms will do.</summary>
internal static class FileChecksums
{
    public static IReadOnlyList<AttributeSchema> Attributes { get; } =
    [
        Checksum("content_md5", "MD5 checksum of the content in hexadecimal digits"),
        Checksum("content_sha1", "SHA1 checksum of the content in hexadecimal digits"),
        Checksum("content_sha256", "SHA256 checksum of the content in hexadecimal digits"),
        Checksum("content_base64sha256", "SHA256 checksum of the content in Base64"),
        Checksum("content_sha512", "SHA512 checksum of the content in hexadecimal digits"),
        Checksum("content_base64sha512", "SHA512 checksum of the content in Base64"),
        Checksum("id", "SHA1 checksum of the content in hexadecimal digits"),
    ];

    private static AttributeSchema Checksum(string name, string what) => Arguments.Computed(name, DataType.String, $"The {what}.");

#pragma warning disable CA5350, CA5351 // the attributes are checksums of these algorithms by name
    public static string Id(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));

    public static ObjectValue WithChecksums(this ObjectValue file, byte[] content)
    {
        var sha256 = SHA256.HashData(content);
        var sha512 = SHA512.HashData(content);
        return file
            .With("content_md5", Value.String(Convert.ToHexStringLower(MD5.HashData(content))))
            .With("content_sha1", Value.String(Id(content)))
            .With("content_sha256", Value.String(Convert.ToHexStringLower(sha256)))
            .With("content_base64sha256", Value.String(Convert.ToBase64String(sha256)))
            .With("content_sha512", Value.String(Convert.ToHexStringLower(sha512)))
            .With("content_base64sha512", Value.String(Convert.ToBase64String(sha512)))
            .With("id", Value.String(Id(content)));
    }
#pragma warning restore CA5350, CA5351
}
