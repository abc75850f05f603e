using System.Security.Cryptography;
using Plumb.Engine.Functions.Crypto;

namespace Plumb.Providers.Tls.Keys;

/// <summary>
/// A key in the forms of OpenSSH: a line of authorized_keys, fingerprints, and the private key file "openssh-key-v1" (PROTOCOL.key
/// in its sources), without a passphrase. The secret part is what follows the type in the private key file.
/// </summary>
internal sealed record SshKey(string Type, byte[] PublicBlob, byte[] SecretFields)
{
    // The file is padded as if for a cipher with blocks of this size.
    private const int BlockSize = 8;

    public string AuthorizedKey => $"{Type} {Convert.ToBase64String(PublicBlob)}\n";

#pragma warning disable CA5351 // the old form of fingerprints is MD5 by definition, and identifies only
    public string Md5Fingerprint => string.Join(':', MD5.HashData(PublicBlob).Select(b => Convert.ToHexStringLower([b])));
#pragma warning restore CA5351

    public string Sha256Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(PublicBlob)).TrimEnd('=');

    public string ToPem()
    {
        var check = RandomNumberGenerator.GetBytes(sizeof(uint));
        // Two equal words show a reader that it has deciphered the file rightly.
        var secret = new SshWriter().Raw(check).Raw(check).Text(Type).Raw(SecretFields).Text("");
        for (byte padding = 1; secret.Length % BlockSize != 0; padding++) secret.Raw([padding]);
        var file = new SshWriter().Raw(OpenSshFile.Magic).Text("none").Text("none").Text("").Word(1).Field(PublicBlob).Field(secret.ToBytes());
        return Pem.Write(Pem.OpenSshPrivateKey, file.ToBytes());
    }
}
