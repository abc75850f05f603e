using System.Text;
using Plumb.Engine.Functions.Crypto;
using Plumb.Providers.Tls.Ed25519;

namespace Plumb.Providers.Tls.Keys;

/// <summary>Reads ECDSA and Ed25519 keys from a private key file of OpenSSH without a passphrase. RSA keys the engine reads.</summary>
internal static class OpenSshReader
{
    /// <summary>Null where it is damaged, protected, or of another kind.</summary>
    public static PrivateKey? Read(ReadOnlySpan<byte> file)
    {
        if (OpenSshFile.Open(file, out var fields) != OpenSshContent.Key) return null;
        switch (Encoding.UTF8.GetString(fields.Field()))
        {
            case "ssh-ed25519":
                var publicKey = fields.Field();
                var pair = fields.Field();
                // The pair is the seed with the public key after it, once more.
                return fields.HasFailed || pair.Length != 2 * Ed25519Signer.SeedLength || !pair[Ed25519Signer.SeedLength..].SequenceEqual(publicKey)
                    ? null
                    : new Ed25519Key(pair[..Ed25519Signer.SeedLength].ToArray());
            case var type when type.StartsWith("ecdsa-sha2-", StringComparison.Ordinal):
                var name = Encoding.UTF8.GetString(fields.Field());
                var point = fields.Field();
                var number = fields.Field();
                return fields.HasFailed ? null : EcKey.OfSsh(name, point, number);
            default:
                return null;
        }
    }
}
