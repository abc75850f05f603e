using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Authoring.State;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls;

/// <summary><c>tls_private_key</c>: a key, which is kept in the state.</summary>
public sealed class TlsPrivateKey : ReplacedResource
{
    private static readonly BlockSchema Block = new()
    {
        Description = "Makes a private key and keeps it in the state, where whoever may read the state can read it. An ephemeral tls_private_key is kept nowhere.",
        Attributes = [.. PrivateKeyAttributes.Choices, .. PrivateKeyAttributes.Secrets, .. PrivateKeyAttributes.Publics, PrivateKeyAttributes.Id],
    };

    public override string Type => "tls_private_key";

    public override Schema Schema { get; } = new(1, Block) { IsStateOnly = true };

    // The first version lacked the forms of OpenSSH and PKCS #8.
    public override IReadOnlyList<StateUpgrade> Upgrades { get; } = [new(0, new Schema(0, Block), WithAllForms)];

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(PrivateKeyAttributes.CheckChoices(call.Config));

    protected override Value? DefaultOf(string name, ObjectValue config) => PrivateKeyAttributes.Defaults.GetValueOrDefault(name);

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        using var key = PrivateKeyAttributes.Generate(call.Planned, out var problem);
        if (key is null) return new(new ApplyResponse(NoObject) { Diagnostics = [ProviderDiagnostic.Error("Unable to generate Key from configuration", problem)] });
        return new(new ApplyResponse(PrivateKeyAttributes.WithId(PrivateKeyAttributes.WithPublics(PrivateKeyAttributes.WithSecrets(call.Planned, key), key), key)));
    }

    private static ObjectValue WithAllForms(ObjectValue stored)
    {
        if (!PrivateKeyReader.TryReadPem(stored.TextOf("private_key_pem") ?? "", out var key, out var problem)) throw new FormatException(problem);
        using (key)
        {
            var complete = PrivateKeyAttributes.WithId(PrivateKeyAttributes.WithPublics(PrivateKeyAttributes.WithSecrets(stored, key), key), key)
                .With("private_key_pem", stored["private_key_pem"] ?? Value.DynamicNull);
            return stored.TextOf("private_key_openssh") is { Length: > 0 } ssh ? complete.With("private_key_openssh", Value.String(ssh)) : complete;
        }
    }
}
