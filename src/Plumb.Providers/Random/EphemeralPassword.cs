using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>ephemeral "random_password"</c>: another password with each run, which is in no plan and no state.</summary>
public sealed class EphemeralPassword : EphemeralResource
{
    public override string Type => "random_password";

    // The managed resource's arguments but for keepers and the former name of numeric.
    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Draws a password that is kept nowhere.",
        Attributes =
        [
            .. TextResource.Choices.Where(c => c.Name is not ("keepers" or "number")),
            Arguments.Computed("result", DataType.String, "The password.").Sensitive(),
            Arguments.Computed("bcrypt_hash", DataType.String, "A bcrypt hash of the password.").Sensitive(),
        ],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new([.. RandomResource.CheckCounts(call.Config, Schema.Block), .. TextResource.CheckText(call.Config)]);

    public override ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation) => new(Open(call.Config));

    private OpenEphemeralResponse Open(ObjectValue config)
    {
        var result = config;
        foreach (var choice in Schema.Block.Attributes)
            if (!config.IsSet(choice.Name) && TextResource.Preset(choice.Name, config) is { } preset) result = result.With(choice.Name, preset);
        if (RandomText.Draw(TextResource.Rules(result), new RandomSource(null)) is not { } text)
            return new OpenEphemeralResponse(Value.Null(Schema.Block.ImpliedType)) { Diagnostics = [TextResource.NothingToDraw] };
        return new OpenEphemeralResponse(result.With("result", Value.String(text)).With("bcrypt_hash", Value.String(RandomPassword.Hash(text))));
    }
}
