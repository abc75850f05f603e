using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls;

/// <summary>What <c>tls_public_key</c> takes and gives: the same for the data source and the ephemeral resource.</summary>
internal static class PublicKeyOfPrivate
{
    public const string Type = "tls_public_key";

    public static BlockSchema Block { get; } = new()
    {
        Description = "Gives the public key of a private key.",
        Attributes =
        [
            Arguments.Optional("private_key_pem", DataType.String, "The private key in PEM form. Exactly one of this and private_key_openssh is given.").Sensitive(),
            Arguments.Optional("private_key_openssh", DataType.String, "The private key in the form of OpenSSH. Exactly one of this and private_key_pem is given.").Sensitive(),
            Arguments.Computed("algorithm", DataType.String, "The algorithm of the key: RSA, ECDSA or ED25519."),
            .. PrivateKeyAttributes.Publics,
            PrivateKeyAttributes.Id,
        ],
    };

    public static IReadOnlyList<ProviderDiagnostic> Validate(ObjectValue config) => [.. config.ExactlyOneOf("private_key_pem", "private_key_openssh")];

    public static ObjectValue Read(ObjectValue config, List<ProviderDiagnostic> problems)
    {
        var isRead = config.TextOf("private_key_pem") is { } pem
            ? PrivateKeyReader.TryReadPem(pem, out var key, out var problem)
            : PrivateKeyReader.TryReadAny(config.TextOf("private_key_openssh") ?? "", out key, out problem);
        using (key)
        {
            if (isRead && key is not null) return PrivateKeyAttributes.WithId(PrivateKeyAttributes.WithPublics(config, key), key).WithText("algorithm", key.Algorithm);
            problems.Add(ProviderDiagnostic.Error("Unable to parse private key", problem));
            return config;
        }
    }
}
