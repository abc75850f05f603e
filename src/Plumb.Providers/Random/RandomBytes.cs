using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_bytes</c>: secret bytes, such as a key.</summary>
public sealed class RandomBytes : RandomResource
{
    public override string Type => "random_bytes";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Draws secret bytes, such as a key, and keeps them in the state.",
        Attributes =
        [
            Keepers,
            Arguments.Required("length", DataType.Number, "How many bytes to draw."),
            Arguments.Computed("base64", DataType.String, "The bytes in Base64.").Sensitive(),
            Arguments.Computed("hex", DataType.String, "The bytes in hexadecimal digits.").Sensitive(),
        ],
    })
    { IsStateOnly = true };

    private protected override IEnumerable<ProviderDiagnostic> Check(ObjectValue config) => CheckAtLeastOne(config, "length");

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var bytes = RandomNumberGenerator.GetBytes((int)(call.Planned.WholeNumberOf("length") ?? 0));
        return new(new ApplyResponse(call.Planned.With("base64", Value.String(Convert.ToBase64String(bytes))).With("hex", Value.String(Convert.ToHexStringLower(bytes)))));
    }

    /// <summary>By the bytes in Base64.</summary>
    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(Import(call.Id));

    private ImportResponse Import(string id)
    {
        var bytes = new byte[id.Length];
        if (!Convert.TryFromBase64String(id, bytes, out var length)) return NotImported("What was given is not Base64.");
        return Imported(("length", Value.Number(length)), ("base64", Value.String(id)), ("hex", Value.String(Convert.ToHexStringLower(bytes.AsSpan(0, length)))));
    }
}
