using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_uuid</c>: sixteen random bytes written as a UUID.</summary>
public sealed class RandomUuid : RandomResource
{
    public override string Type => "random_uuid";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Draws sixteen bytes and writes them as a UUID, without the marks of a version.",
        Attributes = [Keepers, Arguments.Computed("result", DataType.String, "The UUID."), Arguments.Computed("id", DataType.String, "The UUID.")],
    })
    { IsStateOnly = true };

    // All bits are random, as with the official provider: it sets no version and variant.
    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(new ApplyResponse(WithResult(call.Planned, new Guid(RandomNumberGenerator.GetBytes(16)).ToString())));

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(call.Id, "D", out var uuid)) return new(NotImported($"\"{call.Id}\" is not a UUID."));
        return new(Imported(("result", Value.String(uuid.ToString())), ("id", Value.String(uuid.ToString()))));
    }

    private static ObjectValue WithResult(ObjectValue value, string uuid) => value.With("result", Value.String(uuid)).With("id", Value.String(uuid));
}
