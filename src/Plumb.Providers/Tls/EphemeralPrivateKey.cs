using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Tls;

/// <summary><c>ephemeral "tls_private_key"</c>: another key with each run, which is in no plan and no state.</summary>
public sealed class EphemeralPrivateKey : EphemeralResource
{
    public override string Type => "tls_private_key";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Makes a private key that is kept nowhere.",
        Attributes = [.. PrivateKeyAttributes.Choices, .. PrivateKeyAttributes.Secrets, .. PrivateKeyAttributes.Publics],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(PrivateKeyAttributes.CheckChoices(call.Config));

    public override ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation)
    {
        var result = call.Config;
        foreach (var (name, value) in PrivateKeyAttributes.Defaults)
            if (!result.IsSet(name)) result = result.With(name, value);
        using var key = PrivateKeyAttributes.Generate(result, out var problem);
        if (key is null)
            return new(new OpenEphemeralResponse(Value.Null(Schema.Block.ImpliedType)) { Diagnostics = [ProviderDiagnostic.Error("Unable to generate Key from configuration", problem)] });
        return new(new OpenEphemeralResponse(PrivateKeyAttributes.WithPublics(PrivateKeyAttributes.WithSecrets(result, key), key)));
    }
}
