using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls;

/// <summary>What resources, data sources and ephemeral resources tell about keys, in the same attributes.</summary>
internal static class PrivateKeyAttributes
{
    private const string DefaultCurve = "P224";
    private const long DefaultBits = 2048;

    public static IReadOnlyList<AttributeSchema> Choices { get; } =
    [
        Arguments.Required("algorithm", DataType.String, "The algorithm of the key: RSA, ECDSA or ED25519."),
        Arguments.Defaulted("rsa_bits", DataType.Number, "The size of an RSA key in bits. 2048 if it is not set."),
        Arguments.Defaulted("ecdsa_curve", DataType.String, "The curve of an ECDSA key: P224, P256, P384 or P521. P224 if it is not set."),
    ];

    public static IReadOnlyDictionary<string, Value> Defaults { get; } = new Dictionary<string, Value> { ["rsa_bits"] = Value.Number(DefaultBits), ["ecdsa_curve"] = Value.String(DefaultCurve) };

    public static IReadOnlyList<AttributeSchema> Secrets { get; } =
    [
        Arguments.Computed("private_key_pem", DataType.String, "The private key in PEM form: PKCS #1 for RSA, SEC 1 for ECDSA, PKCS #8 for Ed25519.").Sensitive(),
        Arguments.Computed("private_key_openssh", DataType.String, "The private key in the form of OpenSSH; empty for the curve P224, which it does not know.").Sensitive(),
        Arguments.Computed("private_key_pem_pkcs8", DataType.String, "The private key in PEM form, PKCS #8.").Sensitive(),
    ];

    public static IReadOnlyList<AttributeSchema> Publics { get; } =
    [
        Arguments.Computed("public_key_pem", DataType.String, "The public key in PEM form; it ends in a line feed."),
        Arguments.Computed("public_key_openssh", DataType.String, "The public key as a line of authorized_keys, its line feed included; empty for the curve P224, which OpenSSH does not know."),
        Arguments.Computed("public_key_fingerprint_md5", DataType.String, "The MD5 fingerprint of the public key as OpenSSH writes it; empty for the curve P224."),
        Arguments.Computed("public_key_fingerprint_sha256", DataType.String, "The SHA256 fingerprint of the public key as OpenSSH writes it; empty for the curve P224."),
    ];

    public static AttributeSchema Id { get; } = Arguments.Computed("id", DataType.String, "The SHA1 checksum of the public key in hexadecimal digits.");

    public static IReadOnlyList<ProviderDiagnostic> CheckChoices(ObjectValue config) =>
        [.. config.OneOf("algorithm", PrivateKey.Algorithms), .. config.OneOf("ecdsa_curve", EcKey.CurveNames), .. config.WholeNumbers(new BlockSchema { Attributes = Choices })];

    /// <summary>A key of the kind that is chosen; null where the problem says why there is none.</summary>
    public static PrivateKey? Generate(ObjectValue choices, out string problem)
    {
        problem = "";
        var bits = choices.WholeNumberOf("rsa_bits") ?? DefaultBits;
        switch (choices.TextOf("algorithm"))
        {
            case PrivateKey.Ecdsa:
                return EcKey.Generate(choices.TextOf("ecdsa_curve") ?? DefaultCurve);
            case PrivateKey.Ed25519:
                return Ed25519Key.Generate();
            case PrivateKey.Rsa when bits is >= 1024 and <= 16384 && bits % 8 == 0:
                return new RsaKey(RSA.Create((int)bits));
            default:
                problem = $"RSA keys have from 1024 to 16384 bits, a multiple of 8; {bits} are asked for.";
                return null;
        }
    }

    public static ObjectValue WithSecrets(ObjectValue value, PrivateKey key) => value
        .WithText("private_key_pem", key.ToPem())
        .WithText("private_key_pem_pkcs8", key.ToPkcs8Pem())
        .WithText("private_key_openssh", key.Ssh?.ToPem() ?? "");

    public static ObjectValue WithPublics(ObjectValue value, PrivateKey key)
    {
        var ssh = key.Ssh;
        return value
            .WithText("public_key_pem", key.ToPublicPem())
            .WithText("public_key_openssh", ssh?.AuthorizedKey ?? "")
            .WithText("public_key_fingerprint_md5", ssh?.Md5Fingerprint ?? "")
            .WithText("public_key_fingerprint_sha256", ssh?.Sha256Fingerprint ?? "");
    }

    public static ObjectValue WithId(ObjectValue value, PrivateKey key) => value.WithText("id", StateId.Of(key.SubjectPublicKeyInfo));
}
