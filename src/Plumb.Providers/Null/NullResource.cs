using System.Globalization;
using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Null;

/// <summary><c>null_resource</c>: does nothing, and is replaced when its triggers change. Its identifier is a number drawn by chance.</summary>
public sealed class NullResource : ReplacedResource
{
    public override string Type => "null_resource";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Does nothing by itself; it carries provisioners and is replaced when its triggers change.",
        Attributes =
        [
            Arguments.Optional("triggers", DataType.Map(DataType.String), "Values whose change replaces the resource."),
            Arguments.Computed("id", DataType.String, "A number that is drawn when the resource is made."),
        ],
    })
    { IsStateOnly = true };

    protected override string? TriggerMap => "triggers";

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(new ApplyResponse(call.Planned.With("id", Value.String(NewId()))));

    internal static string NewId() =>
        (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue).ToString(CultureInfo.InvariantCulture);
}
