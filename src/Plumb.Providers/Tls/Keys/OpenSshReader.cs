using System.Buffers.Binary;
using System.Text;
using Plumb.Providers.Tls.Ed25519;

namespace Plumb.Providers.Tls.Keys;

/// <summary>Reads ECDSA and Ed25519 keys from a private key file of OpenSSH without a passphrase. RSA keys the engine reads.</summary>
internal ref struct OpenSshReader(ReadOnlySpan<byte> file)
{
    private ReadOnlySpan<byte> _rest = file;
    private bool _failed;

    /// <summary>Null where it is damaged, protected, or of another kind.</summary>
    public PrivateKey? Read()
    {
        if (!_rest.StartsWith(SshWriter.PrivateKeyMagic)) return null;
        _rest = _rest[SshWriter.PrivateKeyMagic.Length..];
        var isPlain = Field().SequenceEqual("none"u8);
        Field();
        Field();
        var count = Word();
        Field();
        var secret = new OpenSshReader(Field());
        return _failed || !isPlain || count != 1 || secret.Word() != secret.Word() ? null : secret.ReadSecret();
    }

    private PrivateKey? ReadSecret()
    {
        switch (Encoding.UTF8.GetString(Field()))
        {
            case "ssh-ed25519":
                var publicKey = Field();
                var pair = Field();
                // The pair is the seed with the public key after it, once more.
                return _failed || pair.Length != 2 * Ed25519Signer.SeedLength || !pair[Ed25519Signer.SeedLength..].SequenceEqual(publicKey)
                    ? null
                    : new Ed25519Key(pair[..Ed25519Signer.SeedLength].ToArray());
            case var type when type.StartsWith("ecdsa-sha2-", StringComparison.Ordinal):
                var name = Encoding.UTF8.GetString(Field());
                var point = Field();
                var number = Field();
                return _failed ? null : EcKey.OfSsh(name, point, number);
            default:
                return null;
        }
    }

    private uint Word()
    {
        if (_rest.Length < sizeof(uint))
        {
            _failed = true;
            return 0;
        }
        var word = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return word;
    }

    private ReadOnlySpan<byte> Field()
    {
        var length = Word();
        if (_failed || length > _rest.Length)
        {
            _failed = true;
            return [];
        }
        var field = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return field;
    }
}
