using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_shuffle</c>: the elements of a list in a random order; as many as asked for, the list being dealt out again when it is used up.</summary>
public sealed class RandomShuffle : RandomResource
{
    private static readonly DataType Texts = DataType.List(DataType.String);

    public override string Type => "random_shuffle";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Puts the elements of a list into another order.",
        Attributes =
        [
            Keepers,
            Arguments.Optional("seed", DataType.String, "Makes the order repeatable."),
            Arguments.Required("input", Texts, "What to shuffle."),
            Arguments.Optional("result_count", DataType.Number, "How many to return; all of them where it is not set."),
            Arguments.Computed("result", Texts, "The elements in another order."),
            Arguments.Computed("id", DataType.String, "A dash."),
        ],
    })
    { IsStateOnly = true };

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var planned = call.Planned;
        var input = planned["input"] is ListValue list ? list.Elements : [];
        var count = planned.WholeNumberOf("result_count") ?? input.Count;
        var source = new RandomSource(planned.TextOf("seed"));
        var result = new List<Value>();
        while (result.Count < count && input.Count > 0)
        {
            var round = input.ToArray();
            source.Shuffle<Value>(round);
            result.AddRange(round.Take((int)Math.Min(round.Length, count - result.Count)));
        }
        return new(new ApplyResponse(planned.With("result", Value.List(DataType.String, result)).With("id", Value.String("-"))));
    }
}
