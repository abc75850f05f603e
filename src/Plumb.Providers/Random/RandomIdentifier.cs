using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_id</c>: random bytes in several notations, each after an optional prefix.</summary>
public sealed class RandomIdentifier : RandomResource
{
    public override string Type => "random_id";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Draws bytes and gives them in several notations.",
        Attributes =
        [
            Keepers,
            Arguments.Required("byte_length", DataType.Number, "How many bytes to draw."),
            Arguments.Optional("prefix", DataType.String, "Text put before every notation; the id goes without it."),
            Arguments.Computed("b64_url", DataType.String, "The bytes in URL-safe Base64, after the prefix."),
            Arguments.Computed("b64_std", DataType.String, "The bytes in Base64, after the prefix."),
            Arguments.Computed("hex", DataType.String, "The bytes in hexadecimal digits, after the prefix."),
            Arguments.Computed("dec", DataType.String, "The bytes as one decimal number, after the prefix."),
            Arguments.Computed("id", DataType.String, "The bytes in URL-safe Base64, without the prefix."),
        ],
    })
    { IsStateOnly = true };

    private protected override IEnumerable<ProviderDiagnostic> Check(ObjectValue config) => CheckAtLeastOne(config, "byte_length");

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(new ApplyResponse(WithNotations(call.Planned, RandomNumberGenerator.GetBytes((int)(call.Planned.WholeNumberOf("byte_length") ?? 0)))));

    /// <summary>By the id, after the prefix and a comma if there is a prefix.</summary>
    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(Import(call.Id));

    private ImportResponse Import(string id)
    {
        var comma = id.LastIndexOf(',');
        if (!Base64Url.IsValid(id.AsSpan(comma + 1))) return NotImported($"\"{id[(comma + 1)..]}\" is not the id of a random_id, which is bytes in URL-safe Base64.");
        var bytes = Base64Url.DecodeFromChars(id.AsSpan(comma + 1));
        var response = Imported(("byte_length", Value.Number(bytes.Length)), ("prefix", comma < 0 ? (Value)Value.Null(DataType.String) : Value.String(id[..comma])));
        return new ImportResponse([.. response.Resources.Select(r => r with { State = WithNotations((ObjectValue)r.State, bytes) })]);
    }

    private static ObjectValue WithNotations(ObjectValue value, byte[] bytes)
    {
        var prefix = value.TextOf("prefix") ?? "";
        var id = Base64Url.EncodeToString(bytes);
        return value
            .With("b64_url", Value.String(prefix + id))
            .With("b64_std", Value.String(prefix + Convert.ToBase64String(bytes)))
            .With("hex", Value.String(prefix + Convert.ToHexStringLower(bytes)))
            .With("dec", Value.String(prefix + new BigInteger(bytes, isUnsigned: true, isBigEndian: true).ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .With("id", Value.String(id));
    }
}
