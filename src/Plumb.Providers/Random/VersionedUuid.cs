using System.Globalization;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_uuid4</c> and <c>random_uuid7</c>: UUIDs of RFC 9562, all of chance, or with the time in front.</summary>
public sealed class VersionedUuid(int version, TimeProvider clock) : RandomResource
{
    public override string Type => string.Create(CultureInfo.InvariantCulture, $"random_uuid{version}");

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = version == 7 ? "Draws a UUID of version 7, which begins with the time." : "Draws a UUID of version 4.",
        Attributes =
        [
            Keepers,
            Arguments.Computed("result", DataType.String, "The UUID."),
            Arguments.Computed("id", DataType.String, "The UUID."),
        ],
    })
    { IsStateOnly = true };

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var uuid = Value.String((version == 7 ? Guid.CreateVersion7(clock.GetUtcNow()) : Guid.NewGuid()).ToString());
        return new(new ApplyResponse(call.Planned.With("result", uuid).With("id", uuid)));
    }

    /// <summary>By any UUID: as with the official provider its version is not looked at.</summary>
    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(call.Id, "D", out var uuid)) return new(NotImported($"\"{call.Id}\" is not a UUID."));
        return new(Imported(("result", Value.String(uuid.ToString())), ("id", Value.String(uuid.ToString()))));
    }
}
