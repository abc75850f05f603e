using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Engine.Functions.Crypto;

/// <summary><c>rsadecrypt</c>: what a public RSA key encrypted with PKCS #1 v1.5 padding, by the private key.</summary>
internal static class RsaDecryptFunction
{
    internal static Function Create() => new()
    {
        Name = "rsadecrypt",
        Description = "Decrypts Base64 text with an RSA private key, in PEM or OpenSSH form without a passphrase.",
        Parameters = [new Parameter("ciphertext", DataType.String), new Parameter("privatekey", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Decrypt,
    };

    private static Value Decrypt(FunctionCall call)
    {
        var cipherText = new byte[call.TextAt(0).Length];
        if (!Convert.TryFromBase64String(call.TextAt(0), cipherText, out var length)) return call.Fail(0, "the encrypted text must be in Base64");
        if (!RsaPrivateKey.TryRead(call.TextAt(1), out var key, out var problem)) return call.Fail(1, problem);
        using var rsa = key;
        try
        {
            return Value.String(Encoding.UTF8.GetString(rsa.Decrypt(cipherText.AsSpan(0, length), RSAEncryptionPadding.Pkcs1)));
        }
        catch (CryptographicException)
        {
            return call.Fail("the text was not encrypted for this key");
        }
    }
}
