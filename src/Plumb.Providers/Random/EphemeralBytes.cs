using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Random;

/// <summary><c>ephemeral "random_bytes"</c>: other secret bytes with each run, which are in no plan and no state.</summary>
public sealed class EphemeralBytes : EphemeralResource
{
    public override string Type => "random_bytes";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Draws secret bytes that are kept nowhere.",
        Attributes =
        [
            Arguments.Required("length", DataType.Number, "How many bytes to draw."),
            Arguments.Computed("base64", DataType.String, "The bytes in Base64.").Sensitive(),
            Arguments.Computed("hex", DataType.String, "The bytes in hexadecimal digits.").Sensitive(),
        ],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new([.. call.Config.AtLeast("length", 1), .. RandomResource.CheckCounts(call.Config, Schema.Block)]);

    public override ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation)
    {
        var bytes = RandomNumberGenerator.GetBytes((int)(call.Config.WholeNumberOf("length") ?? 0));
        return new(new OpenEphemeralResponse(call.Config.WithText("base64", Convert.ToBase64String(bytes)).WithText("hex", Convert.ToHexStringLower(bytes))));
    }
}
