using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Filesystem;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Engine.Functions.Crypto;

/// <summary>
/// Hashes of strings and files: <c>md5</c>, <c>sha1</c>, <c>sha256</c>, <c>sha512</c>, <c>base64sha256</c>,
/// <c>base64sha512</c>, and each with <c>file</c> in front. A hash is of the string's UTF-8 bytes or the file's own.
/// </summary>
internal static class HashFunctions
{
    /// <summary>The function of a name, which is one of the above.</summary>
    internal static Function Create(string name, FunctionContext context)
    {
        var ofFile = name.StartsWith("file", StringComparison.Ordinal);
        var algorithm = ofFile ? name["file".Length..] : name;
        var inBase64 = algorithm.StartsWith("base64", StringComparison.Ordinal);
        var hash = Algorithm(inBase64 ? algorithm["base64".Length..] : algorithm);
        return new Function
        {
            Name = name,
            Description = $"Computes the {hash.Name} hash of {(ofFile ? "a file's content" : "a string's UTF-8 bytes")}, in {(inBase64 ? "Base64" : "hexadecimal digits")}.",
            Parameters = [new Parameter(ofFile ? "path" : "str", DataType.String)],
            ReturnType = Function.Returns(DataType.String),
            RefineResult = Function.NeverNull,
            Body = ofFile ? OfFile : OfText,
        };

        Value OfText(FunctionCall call) => Encode(Encoding.UTF8.GetBytes(call.TextAt(0)));

        Value OfFile(FunctionCall call) => ConfigurationFiles.TryRead(context, call.TextAt(0), out var content, out var failure) ? Encode(content) : call.Fail(failure);

        Value Encode(byte[] content)
        {
            var digest = hash.Compute(content);
            return Value.String(inBase64 ? Convert.ToBase64String(digest) : Convert.ToHexStringLower(digest));
        }
    }

    private static (string Name, Func<byte[], byte[]> Compute) Algorithm(string name) => name switch
    {
#pragma warning disable CA5350, CA5351 // Weak hashes are part of the language; what they are used for is the configuration's business.
        "md5" => ("MD5", MD5.HashData),
        "sha1" => ("SHA-1", SHA1.HashData),
#pragma warning restore CA5350, CA5351
        "sha256" => ("SHA-256", SHA256.HashData),
        "sha512" => ("SHA-512", SHA512.HashData),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no hash of this name"),
    };
}
