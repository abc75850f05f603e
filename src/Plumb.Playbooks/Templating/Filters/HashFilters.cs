using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Hashing;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters that hash: checksums and passwords.</summary>
internal static class HashFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("hash", "hashtype='sha1'", call => Digest(call.TextOf(0), call.Text), "get_hash"),
        FilterDefinition.Filter("md5", "", call => Digest("md5", call.Text), "md5s"),
        FilterDefinition.Filter("sha1", "", call => Digest("sha1", call.Text), "secure_hash_s"),
        FilterDefinition.Filter("checksum", "", call => Digest("sha1", call.Text), "secure_hash_s"),
        FilterDefinition.Filter("password_hash", "hashtype='sha512', salt=None, salt_size=None, rounds=None, ident=None", Password, "get_encrypted_password"),
    ];

    [SuppressMessage("Security", "CA5350", Justification = "The user names the hash, for what checks it.")]
    [SuppressMessage("Security", "CA5351", Justification = "The user names the hash, for what checks it.")]
    internal static string Digest(string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = algorithm.ToLowerInvariant().Replace('_', '-') switch
        {
            "md5" => MD5.HashData(bytes),
            "sha1" => SHA1.HashData(bytes),
            "sha224" => Sha224.HashData(bytes),
            "sha256" => SHA256.HashData(bytes),
            "sha384" => SHA384.HashData(bytes),
            "sha512" => SHA512.HashData(bytes),
            "sha3-256" when SHA3_256.IsSupported => SHA3_256.HashData(bytes),
            "sha3-384" when SHA3_384.IsSupported => SHA3_384.HashData(bytes),
            "sha3-512" when SHA3_512.IsSupported => SHA3_512.HashData(bytes),
            _ => throw TemplatingException.Filter($"unsupported hash type {algorithm}"),
        };
        return Convert.ToHexStringLower(hash);
    }

    private static string Password(FilterCall call)
    {
        try
        {
            return PasswordHash.Compute(call.Text, call.TextOf(0), Text(call[1]), Number(call[2]), Number(call[3]), Text(call[4]));
        }
        catch (TemplatingException e)
        {
            throw TemplatingException.Filter($"{e.Message}. {e.Message}", e);
        }
    }

    private static string? Text(object? value) => PyValues.Truth(value) ? PyText.Str(value) : null;

    private static int? Number(object? value) => PyValues.Truth(value) ? (int)FilterCall.Integer(value) : null;
}
